#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

extern char *program_invocation_short_name;
static const char *name;
static int options, mask = 0xff;

void openlog(const char *identity, int option, int facility) {
  name = identity;
  options = option;
}

void closelog(void) { name = NULL; }

int setlogmask(int next) {
  int before = mask;
  if (next)
    mask = next;
  return before;
}

/* There is no log; standard error gets what it would get beside the log. */
void vsyslog(int priority, const char *format, va_list list) {
  if (!(mask & LOG_MASK(LOG_PRI(priority))) || !(options & LOG_PERROR))
    return;
  char text[1024];
  vsnprintf(text, sizeof text, format, list);
  size_t length = strlen(text);
  const char *newline = length && text[length - 1] == '\n' ? "" : "\n";
  const char *identity = name ? name : program_invocation_short_name;
  if (options & LOG_PID)
    dprintf(2, "%s[%d]: %s%s", identity, getpid(), text, newline);
  else
    dprintf(2, "%s: %s%s", identity, text, newline);
}

void syslog(int priority, const char *format, ...) {
  va_list list;
  va_start(list, format);
  vsyslog(priority, format, list);
  va_end(list);
}
