#include "CDistributions.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace {

namespace policies = boost::math::policies;

// Double arithmetic throughout: Boost's default evaluates in long double, which is several times
// slower. Errors come back as the value itself (NaN, infinity or zero).
using Quiet = policies::policy<
    policies::promote_double<false>, policies::domain_error<policies::ignore_error>,
    policies::pole_error<policies::ignore_error>, policies::overflow_error<policies::ignore_error>,
    policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>,
    policies::indeterminate_result_error<policies::ignore_error>>;

using Normal = boost::math::normal_distribution<double, Quiet>;
using StudentT = boost::math::students_t_distribution<double, Quiet>;
using ChiSquared = boost::math::chi_squared_distribution<double, Quiet>;
using FisherF = boost::math::fisher_f_distribution<double, Quiet>;
using Binomial = boost::math::binomial_distribution<double, Quiet>;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

// A series that does not converge may throw whatever the policy says.
template <class Body> double quietly(Body body) noexcept {
  try {
    return body();
  } catch (...) {
    return undefined;
  }
}

template <class Distribution> double lower_tail(Distribution const &distribution, double x) {
  return quietly([&] { return boost::math::cdf(distribution, x); });
}

template <class Distribution> double upper_tail(Distribution const &distribution, double x) {
  return quietly([&] { return boost::math::cdf(boost::math::complement(distribution, x)); });
}

template <class Distribution> double upper_quantile(Distribution const &distribution, double p) {
  return quietly([&] { return boost::math::quantile(boost::math::complement(distribution, p)); });
}

// Boost calls a negative or infinite argument of a distribution on (0, inf) a domain error; its
// tails are known.
template <class Distribution> double positive_lower(Distribution const &distribution, double x) {
  if (x <= 0) return 0;
  return x == infinite ? 1 : lower_tail(distribution, x);
}

template <class Distribution> double positive_upper(Distribution const &distribution, double x) {
  if (x <= 0) return 1;
  return x == infinite ? 0 : upper_tail(distribution, x);
}

bool positive(double value) { return value > 0 && value < infinite; }

} // namespace

double normal_lower_tail(double x) noexcept { return lower_tail(Normal(), x); }
double normal_upper_tail(double x) noexcept { return upper_tail(Normal(), x); }
double normal_upper_quantile(double p) noexcept { return upper_quantile(Normal(), p); }

double student_t_lower_tail(double x, double degrees_of_freedom) noexcept {
  return student_t_upper_tail(-x, degrees_of_freedom);
}

double student_t_upper_tail(double x, double degrees_of_freedom) noexcept {
  if (!positive(degrees_of_freedom)) return undefined;
  return upper_tail(StudentT(degrees_of_freedom), x);
}

double student_t_density(double x, double degrees_of_freedom) noexcept {
  if (!positive(degrees_of_freedom)) return undefined;
  return quietly([&] { return boost::math::pdf(StudentT(degrees_of_freedom), x); });
}

double student_t_upper_quantile(double p, double degrees_of_freedom) noexcept {
  if (!positive(degrees_of_freedom)) return undefined;
  return upper_quantile(StudentT(degrees_of_freedom), p);
}

double chi_squared_lower_tail(double x, double degrees_of_freedom) noexcept {
  if (!positive(degrees_of_freedom)) return undefined;
  return positive_lower(ChiSquared(degrees_of_freedom), x);
}

double chi_squared_upper_tail(double x, double degrees_of_freedom) noexcept {
  if (!positive(degrees_of_freedom)) return undefined;
  return positive_upper(ChiSquared(degrees_of_freedom), x);
}

double chi_squared_upper_quantile(double p, double degrees_of_freedom) noexcept {
  if (!positive(degrees_of_freedom)) return undefined;
  return upper_quantile(ChiSquared(degrees_of_freedom), p);
}

double fisher_f_lower_tail(double x, double numerator, double denominator) noexcept {
  if (!positive(numerator) || !positive(denominator)) return undefined;
  return positive_lower(FisherF(numerator, denominator), x);
}

double fisher_f_upper_tail(double x, double numerator, double denominator) noexcept {
  if (!positive(numerator) || !positive(denominator)) return undefined;
  return positive_upper(FisherF(numerator, denominator), x);
}

double fisher_f_upper_quantile(double p, double numerator, double denominator) noexcept {
  if (!positive(numerator) || !positive(denominator)) return undefined;
  return upper_quantile(FisherF(numerator, denominator), p);
}

double binomial_lower_tail(double successes, double trials, double probability) noexcept {
  if (!(probability >= 0 && probability <= 1) || !(trials >= 0)) return undefined;
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return lower_tail(Binomial(trials, probability), successes);
}

double binomial_upper_tail(double successes, double trials, double probability) noexcept {
  if (!(probability >= 0 && probability <= 1) || !(trials >= 0)) return undefined;
  if (successes <= 0) return 1;
  if (successes > trials) return 0;
  return upper_tail(Binomial(trials, probability), successes - 1);
}
