#ifndef REACTION_TIME_TEXT_H
#define REACTION_TIME_TEXT_H

#include <stdint.h>

enum { time_text_size = 24 };

// The first and last day of the years 0 to 9999, in days since 1970-01-01.
#define FIRST_DAY INT64_C(-719528)
#define LAST_DAY INT64_C(2932896)
#define MILLISECONDS_A_DAY INT64_C(86400000)

// The day of an instant in milliseconds since 1970-01-01 in UTC.
int64_t day_of_instant(int64_t milliseconds);

// Writes yyyy-mm-dd for a day, or an instant in UTC with Z and with milliseconds when there are
// any; returns the number of characters, at most time_text_size.
int write_date(int64_t day, char *target);
int write_instant(int64_t milliseconds, char *target);

// The day with which a text begins; a text that ends after the year or the month stands for the
// first day of it. Returns 0 when the text does not begin with a date that there is.
int read_day(const unsigned char *text, int size, int64_t *day);

#endif
