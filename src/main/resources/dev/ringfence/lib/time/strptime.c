#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};
static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

/* What has been read and does not belong to one member alone. */
struct parts {
  int century, year, afternoon, half, has_year, has_month, has_day, has_yday, has_weekday;
};

static const char *blanks(const char *s) {
  while (isspace((unsigned char)*s))
    s++;
  return s;
}

static const char *number(const char *s, int *to, int least, int most, int digits) {
  s = blanks(s);
  int sign = 1, value = 0, count = 0;
  if (least < 0 && (*s == '-' || *s == '+'))
    sign = *s++ == '-' ? -1 : 1;
  for (; count < digits && isdigit((unsigned char)*s); count++)
    value = 10 * value + *s++ - '0';
  value *= sign;
  if (count == 0 || value < least || value > most)
    return NULL;
  *to = value;
  return s;
}

/* A name in full or its first three letters. */
static const char *name(const char *s, int *to, const char *const names[], int count) {
  for (int i = 0; i < count; i++) {
    size_t whole = strlen(names[i]);
    if (!strncasecmp(s, names[i], whole) || !strncasecmp(s, names[i], whole = 3)) {
      *to = i;
      return s + whole;
    }
  }
  return NULL;
}

static const char *zone(const char *s, struct tm *to) {
  s = blanks(s);
  if (*s == 'Z') {
    to->tm_gmtoff = 0;
    return s + 1;
  }
  if (*s != '+' && *s != '-')
    return NULL;
  int sign = *s++ == '-' ? -1 : 1, value = 0, count = 0;
  for (; count < 4 && isdigit((unsigned char)*s); count++) {
    value = 10 * value + *s++ - '0';
    if (count == 1 && *s == ':')
      s++;
  }
  if (count == 2)
    value *= 100;
  else if (count != 4)
    return NULL;
  to->tm_gmtoff = sign * (value / 100 * 3600 + value % 100 * 60);
  return s;
}

static const char *parse(const char *s, const char *format, struct tm *to, struct parts *parts);

static const char *field(const char *s, char kind, struct tm *to, struct parts *parts) {
  int value;
  switch (kind) {
  case '%':
    return *s == '%' ? s + 1 : NULL;
  case 'a':
  case 'A':
    parts->has_weekday = 1;
    return name(s, &to->tm_wday, days, 7);
  case 'b':
  case 'B':
  case 'h':
    parts->has_month = 1;
    return name(s, &to->tm_mon, months, 12);
  case 'c':
    return parse(s, "%a %b %e %H:%M:%S %Y", to, parts);
  case 'C':
    return number(s, &parts->century, 0, 99, 2);
  case 'd':
  case 'e':
    parts->has_day = 1;
    return number(s, &to->tm_mday, 1, 31, 2);
  case 'D':
  case 'x':
    return parse(s, "%m/%d/%y", to, parts);
  case 'F':
    return parse(s, "%Y-%m-%d", to, parts);
  case 'H':
  case 'k':
    parts->half = 0;
    return number(s, &to->tm_hour, 0, 23, 2);
  case 'I':
  case 'l':
    s = number(s, &to->tm_hour, 1, 12, 2);
    to->tm_hour %= 12;
    parts->half = 1;
    return s;
  case 'j':
    s = number(s, &to->tm_yday, 1, 366, 3);
    to->tm_yday--;
    parts->has_yday = 1;
    return s;
  case 'm':
    s = number(s, &to->tm_mon, 1, 12, 2);
    to->tm_mon--;
    parts->has_month = 1;
    return s;
  case 'M':
    return number(s, &to->tm_min, 0, 59, 2);
  case 'n':
  case 't':
    return blanks(s);
  case 'p':
    if (strncasecmp(s, "AM", 2) && strncasecmp(s, "PM", 2))
      return NULL;
    parts->afternoon = toupper((unsigned char)*s) == 'P';
    return s + 2;
  case 'r':
    return parse(s, "%I:%M:%S %p", to, parts);
  case 'R':
    return parse(s, "%H:%M", to, parts);
  case 's': {
    char *end;
    time_t seconds = strtol(s, &end, 10);
    if (end == s)
      return NULL;
    localtime_r(&seconds, to);
    return end;
  }
  case 'S':
    return number(s, &to->tm_sec, 0, 61, 2);
  case 'T':
  case 'X':
    return parse(s, "%H:%M:%S", to, parts);
  case 'u':
    s = number(s, &to->tm_wday, 1, 7, 1);
    to->tm_wday %= 7;
    parts->has_weekday = 1;
    return s;
  case 'w':
    parts->has_weekday = 1;
    return number(s, &to->tm_wday, 0, 6, 1);
  case 'U':
  case 'W':
    return number(s, &value, 0, 53, 2);
  case 'y':
    s = number(s, &parts->year, 0, 99, 2);
    parts->has_year = 1;
    return s;
  case 'Y':
    s = number(s, &value, 0, 9999, 4);
    to->tm_year = value - 1900;
    parts->has_year = 2;
    return s;
  case 'z':
    return zone(s, to);
  case 'Z':
    return s;
  }
  return NULL;
}

static const char *parse(const char *s, const char *format, struct tm *to, struct parts *parts) {
  for (; s && *format; format++) {
    if (isspace((unsigned char)*format)) {
      s = blanks(s);
    } else if (*format != '%') {
      s = *s == *format ? s + 1 : NULL;
    } else {
      while (strchr("-_0^#EO", *++format) && *format)
        ;
      s = field(s, *format, to, parts);
    }
  }
  return s;
}

/* The members that follow from others. */
static void complete(struct tm *to, struct parts *parts) {
  if (parts->half && parts->afternoon)
    to->tm_hour += 12;
  if (parts->century >= 0)
    to->tm_year = (parts->century - 19) * 100 + (parts->has_year == 1 ? parts->year : to->tm_year % 100);
  else if (parts->has_year == 1)
    to->tm_year = parts->year < 69 ? parts->year + 100 : parts->year;
  if (parts->has_yday && !(parts->has_month && parts->has_day)) {
    struct tm day = {.tm_year = to->tm_year, .tm_mday = to->tm_yday + 1};
    timegm(&day);
    to->tm_mon = day.tm_mon;
    to->tm_mday = day.tm_mday;
    to->tm_wday = day.tm_wday;
  } else if (parts->has_year || parts->has_month || parts->has_day) {
    struct tm first = {.tm_year = to->tm_year, .tm_mon = to->tm_mon, .tm_mday = 1};
    timegm(&first);
    if (!parts->has_weekday)
      to->tm_wday = (first.tm_wday + to->tm_mday + 6) % 7;
    if (!parts->has_yday)
      to->tm_yday = first.tm_yday + to->tm_mday - 1;
  }
}

char *strptime(const char *restrict s, const char *restrict format, struct tm *restrict to) {
  struct parts parts = {.century = -1};
  const char *end = parse(s, format, to, &parts);
  if (end)
    complete(to, &parts);
  return (char *)end;
}
