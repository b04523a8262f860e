#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The local time zone, as the environment variable TZ has it in the form of POSIX, such as
   `CET-1CEST,M3.5.0,M10.5.0/3`, or by one of the names below. */
static const char *const known[][2] = {
    {"America/Chicago", "CST6CDT,M3.2.0,M11.1.0"},
    {"America/Denver", "MST7MDT,M3.2.0,M11.1.0"},
    {"America/Los_Angeles", "PST8PDT,M3.2.0,M11.1.0"},
    {"America/New_York", "EST5EDT,M3.2.0,M11.1.0"},
    {"America/Sao_Paulo", "<-03>3"},
    {"Asia/Kolkata", "IST-5:30"},
    {"Asia/Shanghai", "CST-8"},
    {"Asia/Tokyo", "JST-9"},
    {"Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3"},
    {"Europe/Amsterdam", "CET-1CEST,M3.5.0,M10.5.0/3"},
    {"Europe/Athens", "EET-2EEST,M3.5.0/3,M10.5.0/4"},
    {"Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"},
    {"Europe/Helsinki", "EET-2EEST,M3.5.0/3,M10.5.0/4"},
    {"Europe/London", "GMT0BST,M3.5.0/1,M10.5.0"},
    {"Europe/Madrid", "CET-1CEST,M3.5.0,M10.5.0/3"},
    {"Europe/Moscow", "MSK-3"},
    {"Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3"},
    {"Europe/Rome", "CET-1CEST,M3.5.0,M10.5.0/3"},
    {"Europe/Vienna", "CET-1CEST,M3.5.0,M10.5.0/3"},
    {"Europe/Zurich", "CET-1CEST,M3.5.0,M10.5.0/3"},
};

/* When the clocks are changed: on a day counted from 0 with 29 February, from 1 without (J), or on
   the n-th, 5 for the last, of a day of the week in a month (M). */
struct change {
  char kind;
  int month, week, day;
  long time; /* seconds after midnight */
};

static char names[2][16] = {"UTC", "UTC"};
char *tzname[2] = {names[0], names[1]};
long timezone;
int daylight;
static long summer; /* as timezone, in summer */
static struct change changes[2]; /* to summer time, and back */
static char parsed[64];

static const char *name(const char *s, char *to) {
  int length = 0, quoted = *s == '<';
  for (s += quoted; quoted ? *s && *s != '>' : isalpha((unsigned char)*s); s++)
    if (length < 15)
      to[length++] = *s;
  to[length] = 0;
  return length < 3 ? NULL : s + quoted;
}

/* [+-]hh[:mm[:ss]] */
static const char *span(const char *s, long *to) {
  int minus = *s == '-';
  if (*s == '+' || *s == '-')
    s++;
  if (!isdigit((unsigned char)*s))
    return NULL;
  long seconds = 0, unit = 3600;
  for (; unit; unit /= 60) {
    char *end;
    seconds += strtol(s, &end, 10) * unit;
    s = end;
    if (*s != ':' || !isdigit((unsigned char)s[1]))
      break;
    s++;
  }
  *to = minus ? -seconds : seconds;
  return s;
}

static const char *change(const char *s, struct change *to) {
  char *end;
  to->kind = *s == 'M' || *s == 'J' ? *s++ : '0';
  if (!isdigit((unsigned char)*s))
    return NULL;
  to->day = strtol(s, &end, 10);
  if (to->kind == 'M') {
    to->month = to->day;
    if (*end != '.')
      return NULL;
    to->week = strtol(end + 1, &end, 10);
    if (*end != '.')
      return NULL;
    to->day = strtol(end + 1, &end, 10);
    if (to->month < 1 || to->month > 12 || to->week < 1 || to->week > 5 || to->day > 6)
      return NULL;
  }
  to->time = 7200;
  return *end == '/' ? span(end + 1, &to->time) : end;
}

/* What is not understood is UTC. */
static int parse(const char *s) {
  char first[16], second[16];
  long offset, other;
  s += *s == ':';
  for (int i = 0; i < sizeof known / sizeof *known; i++)
    if (!strcmp(s, known[i][0]))
      s = known[i][1];
  if (!(s = name(s, first)) || !(s = span(s, &offset)))
    return 0;
  daylight = *s != 0;
  other = offset - 3600;
  if (daylight) {
    if (!(s = name(s, second)) || *s && *s != ',' && !(s = span(s, &other)))
      return 0;
    s = *s ? s : ",M3.2.0,M11.1.0";
    if (!(s = change(s + 1, &changes[0])) || *s != ',' || !(s = change(s + 1, &changes[1])))
      return 0;
  }
  if (*s)
    return 0;
  strcpy(names[0], first);
  strcpy(names[1], daylight ? second : first);
  timezone = offset;
  summer = daylight ? other : offset;
  return 1;
}

void tzset(void) {
  const char *zone = getenv("TZ");
  zone = zone ? zone : "";
  if (!strncmp(zone, parsed, sizeof parsed))
    return;
  strncpy(parsed, zone, sizeof parsed);
  if (parse(zone))
    return;
  strcpy(names[0], "UTC");
  strcpy(names[1], "UTC");
  timezone = summer = daylight = 0;
}

/* When the clocks change in a year, as a time of UTC. */
static time_t moment(int year, const struct change *when, long offset) {
  int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  struct tm day = {.tm_year = year - 1900, .tm_mday = 1};
  if (when->kind == 'M') {
    day.tm_mon = when->month - 1;
    time_t first = timegm(&day);
    int in = (when->day - day.tm_wday + 7) % 7 + 7 * (when->week - 1);
    static const char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    while (in >= lengths[when->month - 1] + (when->month == 2 && leap))
      in -= 7;
    return first + in * 86400L + when->time + offset;
  }
  int days = when->kind == 'J' ? when->day - 1 + (leap && when->day > 59) : when->day;
  return timegm(&day) + days * 86400L + when->time + offset;
}

static int is_summer(time_t time) {
  if (!daylight)
    return 0;
  struct tm at;
  time_t standard = time - timezone;
  if (!gmtime_r(&standard, &at))
    return 0;
  time_t begin = moment(at.tm_year + 1900, &changes[0], timezone);
  time_t end = moment(at.tm_year + 1900, &changes[1], summer);
  return begin < end ? time >= begin && time < end : time >= begin || time < end;
}

static struct tm *local(time_t time, struct tm *to) {
  int in_summer = is_summer(time);
  long offset = in_summer ? summer : timezone;
  time_t shown = time - offset;
  if (!gmtime_r(&shown, to))
    return NULL;
  to->tm_isdst = in_summer;
  to->tm_gmtoff = -offset;
  to->tm_zone = tzname[in_summer];
  return to;
}

struct tm *localtime_r(const time_t *restrict time, struct tm *restrict to) {
  tzset();
  return local(*time, to);
}

struct tm *localtime(const time_t *time) {
  static struct tm shared;
  return localtime_r(time, &shared);
}

time_t mktime(struct tm *from) {
  tzset();
  struct tm fields = *from;
  time_t shown = timegm(&fields), time = shown + timezone;
  if (from->tm_isdst > 0)
    time = daylight ? shown + summer : time - 3600;
  else if (from->tm_isdst < 0 && is_summer(time) && is_summer(shown + summer))
    time = shown + summer;
  return local(time, from) ? time : -1;
}

time_t timelocal(struct tm *from) { return mktime(from); }
