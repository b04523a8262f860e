#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char days[7][10] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
                                 "Saturday"};
static const char months[12][10] = {"January", "February", "March", "April", "May", "June", "July",
                                    "August", "September", "October", "November", "December"};

static const char *day(const struct tm *t) {
  return t->tm_wday < 0 || t->tm_wday > 6 ? "???" : days[t->tm_wday];
}

static const char *month(const struct tm *t) {
  return t->tm_mon < 0 || t->tm_mon > 11 ? "???" : months[t->tm_mon];
}

/* The year and the week of ISO 8601. */
static int iso_week(const struct tm *t, int64_t *year) {
  int week_day = (t->tm_wday + 6) % 7, week = (t->tm_yday - week_day + 10) / 7;
  *year = t->tm_year + 1900L;
  if (week < 1) {
    --*year;
    int64_t y = *year;
    int length = 365 + (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
    return (t->tm_yday + length - week_day + 10) / 7;
  }
  int length = 365 + (*year % 4 == 0 && (*year % 100 != 0 || *year % 400 == 0));
  if (week == 53 && t->tm_yday - week_day + 3 >= length) {
    ++*year;
    return 1;
  }
  return week;
}

size_t strftime(char *restrict to, size_t size, const char *restrict f,
                const struct tm *restrict t) {
  size_t used = 0;
  for (; *f; f++) {
    char text[128];
    const char *piece = text;
    size_t length;
    if (*f != '%') {
      text[0] = *f;
      length = 1;
    } else {
      const char *begin = f++;
      char pad = 0, upper = 0;
      int width = 0;
      for (; *f && strchr("_-0^#", *f); f++)
        if (*f == '^' || *f == '#')
          upper = *f;
        else
          pad = *f;
      while (*f >= '0' && *f <= '9')
        width = width * 10 + *f++ - '0';
      if (*f == 'E' || *f == 'O')
        f++;
      const char *recursive = NULL;
      int64_t number = 0, year;
      int digits = 0, blank = 0, hour12 = t->tm_hour % 12 ? t->tm_hour % 12 : 12;
      text[0] = 0;
      switch (*f) {
        case 'a': piece = strncpy(text, day(t), 3); text[3] = 0; break;
        case 'A': piece = day(t); break;
        case 'b':
        case 'h': piece = strncpy(text, month(t), 3); text[3] = 0; break;
        case 'B': piece = month(t); break;
        case 'c': recursive = "%a %b %e %H:%M:%S %Y"; break;
        case 'C': number = (t->tm_year + 1900L) / 100; digits = 1; break;
        case 'd': number = t->tm_mday; digits = 2; break;
        case 'D': recursive = "%m/%d/%y"; break;
        case 'e': number = t->tm_mday; digits = 2; blank = 1; break;
        case 'F': recursive = "%Y-%m-%d"; break;
        case 'g': iso_week(t, &year); number = (year % 100 + 100) % 100; digits = 2; break;
        case 'G': iso_week(t, &year); number = year; digits = 1; break;
        case 'H': number = t->tm_hour; digits = 2; break;
        case 'I': number = hour12; digits = 2; break;
        case 'j': number = t->tm_yday + 1; digits = 3; break;
        case 'k': number = t->tm_hour; digits = 2; blank = 1; break;
        case 'l': number = hour12; digits = 2; blank = 1; break;
        case 'm': number = t->tm_mon + 1; digits = 2; break;
        case 'M': number = t->tm_min; digits = 2; break;
        case 'n': piece = "\n"; break;
        case 'p': piece = t->tm_hour >= 12 ? upper == '#' ? "pm" : "PM" : upper == '#' ? "am" : "AM"; break;
        case 'P': piece = t->tm_hour >= 12 ? "pm" : "am"; break;
        case 'r': recursive = "%I:%M:%S %p"; break;
        case 'R': recursive = "%H:%M"; break;
        case 's': {
          struct tm copy = *t;
          number = mktime(&copy);
          digits = 1;
          break;
        }
        case 'S': number = t->tm_sec; digits = 2; break;
        case 't': piece = "\t"; break;
        case 'T': recursive = "%H:%M:%S"; break;
        case 'u': number = t->tm_wday ? t->tm_wday : 7; digits = 1; break;
        case 'U': number = (t->tm_yday + 7 - t->tm_wday) / 7; digits = 2; break;
        case 'V': number = iso_week(t, &year); digits = 2; break;
        case 'w': number = t->tm_wday; digits = 1; break;
        case 'W': number = (t->tm_yday + 7 - (t->tm_wday + 6) % 7) / 7; digits = 2; break;
        case 'x': recursive = "%m/%d/%y"; break;
        case 'X': recursive = "%H:%M:%S"; break;
        case 'y': number = ((t->tm_year + 1900L) % 100 + 100) % 100; digits = 2; break;
        case 'Y': number = t->tm_year + 1900L; digits = 1; break;
        case 'z': {
          long offset = t->tm_gmtoff / 60;
          snprintf(text, sizeof text, "%c%02ld%02ld", offset < 0 ? '-' : '+',
                   (offset < 0 ? -offset : offset) / 60, (offset < 0 ? -offset : offset) % 60);
          break;
        }
        case 'Z': piece = t->tm_zone ? t->tm_zone : ""; break;
        case '%': piece = "%"; break;
        default:
          /* What is no conversion stays as it is. */
          length = f - begin + (*f != 0);
          snprintf(text, sizeof text, "%.*s", (int)length, begin);
          if (!*f)
            f--;
      }
      if (recursive) {
        length = strftime(text, sizeof text, recursive, t);
      } else if (digits) {
        int wide = pad == '-' ? 1 : width > digits ? width : digits;
        snprintf(text, sizeof text, pad == '_' || blank && pad != '0' ? "%*ld" : "%0*ld", wide, number);
        if (blank && pad == '-')
          snprintf(text, sizeof text, "%ld", number);
      }
      length = strlen(piece);
      if (!digits && width > length) {
        char moved[128];
        snprintf(moved, sizeof moved, "%s", piece);
        memset(text, pad == '0' ? '0' : ' ', width - length);
        strcpy(text + width - length, moved);
        piece = text;
        length = width;
      }
      if (upper == '#' && *f == 'Z') {
        piece = strcpy(text, piece);
        for (char *c = text; *c; c++)
          if (*c >= 'A' && *c <= 'Z')
            *c += 32;
      } else if (upper == '^' || upper == '#' && *f != 'p') {
        if (piece != text)
          piece = strcpy(text, piece);
        for (char *c = text; *c; c++)
          if (*c >= 'a' && *c <= 'z')
            *c -= 32;
      }
    }
    if (used + length >= size)
      return 0;
    memcpy(to + used, piece, length);
    used += length;
  }
  if (used >= size)
    return 0;
  to[used] = 0;
  return used;
}

char *asctime_r(const struct tm *restrict t, char *restrict to) {
  sprintf(to, "%.3s %.3s%3d %.2d:%.2d:%.2d %d\n", day(t), month(t), t->tm_mday, t->tm_hour,
          t->tm_min, t->tm_sec, 1900 + t->tm_year);
  return to;
}

static char shared[64];
char *asctime(const struct tm *t) { return asctime_r(t, shared); }

char *ctime_r(const time_t *time, char *to) {
  struct tm t;
  return localtime_r(time, &t) ? asctime_r(&t, to) : NULL;
}

char *ctime(const time_t *time) { return ctime_r(time, shared); }
