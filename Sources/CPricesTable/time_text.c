#include "time_text.h"

#include <string.h>

int64_t day_of_instant(int64_t milliseconds) {
  int64_t day = milliseconds / MILLISECONDS_A_DAY;
  return milliseconds % MILLISECONDS_A_DAY < 0 ? day - 1 : day;
}

static char *write_digits(char *target, unsigned number, int count) {
  for (int i = count - 1; i >= 0; i--, number /= 10) target[i] = (char)('0' + number % 10);
  return target + count;
}

// Proleptic Gregorian arithmetic on eras of 400 years; years start in March.
int write_date(int64_t day, char *target) {
  int64_t shifted = day - FIRST_DAY - 60;
  int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  unsigned day_of_era = (unsigned)(shifted - era * 146097);
  unsigned year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  unsigned month_from_march = (5 * day_of_year + 2) / 153;
  unsigned month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  unsigned year = (unsigned)(year_of_era + era * 400) + (month <= 2);
  target = write_digits(target, year, 4);
  *target++ = '-';
  target = write_digits(target, month, 2);
  *target++ = '-';
  write_digits(target, day_of_year - (153 * month_from_march + 2) / 5 + 1, 2);
  return 10;
}

int write_instant(int64_t milliseconds, char *target) {
  int64_t day = day_of_instant(milliseconds);
  unsigned rest = (unsigned)(milliseconds - day * MILLISECONDS_A_DAY);
  char *end = target + write_date(day, target);
  *end++ = 'T';
  end = write_digits(end, rest / 3600000, 2);
  *end++ = ':';
  end = write_digits(end, rest / 60000 % 60, 2);
  *end++ = ':';
  end = write_digits(end, rest / 1000 % 60, 2);
  if (rest % 1000 != 0) {
    *end++ = '.';
    end = write_digits(end, rest % 1000, 3);
  }
  *end++ = 'Z';
  return (int)(end - target);
}

static int read_digits(const unsigned char *text, int count, int *number) {
  *number = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return 0;
    *number = *number * 10 + (text[i] - '0');
  }
  return 1;
}

// Reads a hyphen and two digits; a text that ends before them stands for the first.
static int read_part(const unsigned char *text, int size, int at, int *number) {
  *number = 1;
  if (size == at) return 1;
  return size >= at + 3 && text[at] == '-' && read_digits(text + at + 1, 2, number);
}

int read_day(const unsigned char *text, int size, int64_t *day) {
  int year, month, day_of_month = 1;
  if (size < 4 || !read_digits(text, 4, &year) || !read_part(text, size, 4, &month)) return 0;
  if (size > 4 && !read_part(text, size, 7, &day_of_month)) return 0;
  if (month < 1 || month > 12 || day_of_month < 1 || day_of_month > 31) return 0;
  int from_march = month <= 2 ? year - 1 : year;
  int era = (from_march >= 0 ? from_march : from_march - 399) / 400;
  int year_of_era = from_march - era * 400;
  int day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day_of_month - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  *day = (int64_t)era * 146097 + day_of_era + FIRST_DAY + 60;
  // A day that there is not, such as 2025-02-30, would be one of the next month.
  char written[10];
  write_date(*day, written);
  return memcmp(written, text, size < 10 ? (size_t)size : 10) == 0;
}
