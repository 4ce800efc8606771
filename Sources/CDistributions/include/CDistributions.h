#ifndef CDISTRIBUTIONS_H
#define CDISTRIBUTIONS_H

/// Tail probabilities, quantiles and densities of the distributions that test statistics follow.
///
/// A lower tail is P(X <= x), an upper tail P(X >= x); an upper tail is computed as itself, never
/// as one minus a lower tail, so it keeps its relative precision down to the smallest double. A
/// quantile takes the probability of the upper tail. Arguments outside a function's domain give
/// NaN. No function throws, sets errno, allocates or keeps state, so all may be called from any
/// thread.

#ifdef __cplusplus
#define CDISTRIBUTIONS_NOEXCEPT noexcept
extern "C" {
#else
#define CDISTRIBUTIONS_NOEXCEPT
#endif

double normal_lower_tail(double x) CDISTRIBUTIONS_NOEXCEPT;
double normal_upper_tail(double x) CDISTRIBUTIONS_NOEXCEPT;
double normal_upper_quantile(double p) CDISTRIBUTIONS_NOEXCEPT;

double student_t_lower_tail(double x, double degrees_of_freedom) CDISTRIBUTIONS_NOEXCEPT;
double student_t_upper_tail(double x, double degrees_of_freedom) CDISTRIBUTIONS_NOEXCEPT;
double student_t_density(double x, double degrees_of_freedom) CDISTRIBUTIONS_NOEXCEPT;
double student_t_upper_quantile(double p, double degrees_of_freedom) CDISTRIBUTIONS_NOEXCEPT;

double chi_squared_lower_tail(double x, double degrees_of_freedom) CDISTRIBUTIONS_NOEXCEPT;
double chi_squared_upper_tail(double x, double degrees_of_freedom) CDISTRIBUTIONS_NOEXCEPT;
double chi_squared_upper_quantile(double p, double degrees_of_freedom) CDISTRIBUTIONS_NOEXCEPT;

double fisher_f_lower_tail(double x, double numerator, double denominator) CDISTRIBUTIONS_NOEXCEPT;
double fisher_f_upper_tail(double x, double numerator, double denominator) CDISTRIBUTIONS_NOEXCEPT;
double fisher_f_upper_quantile(double p, double numerator,
                               double denominator) CDISTRIBUTIONS_NOEXCEPT;

double binomial_lower_tail(double successes, double trials,
                           double probability) CDISTRIBUTIONS_NOEXCEPT;
double binomial_upper_tail(double successes, double trials,
                           double probability) CDISTRIBUTIONS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
