#include <bits/host.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

static const char *host(void) {
  static char name[64];
  unsigned char address[4];
  __host(-1, name, address);
  return name;
}

int uname(struct utsname *name) {
  memset(name, 0, sizeof *name);
  strcpy(name->sysname, "Linux");
  strcpy(name->nodename, host());
  strcpy(name->release, "6.18.0");
  strcpy(name->version, "#1 SMP");
  strcpy(name->machine, "x86_64");
  strcpy(name->domainname, "(none)");
  return 0;
}

int gethostname(char *name, size_t size) {
  if (size <= strlen(host())) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(name, host());
  return 0;
}

int getdomainname(char *name, size_t size) {
  if (size < sizeof "(none)") {
    errno = EINVAL;
    return -1;
  }
  strcpy(name, "(none)");
  return 0;
}

int getpriority(int which, unsigned who) {
  int from_20 = __getpriority(which, who);
  return from_20 < 0 ? -1 : 20 - from_20;
}

int nice(int by) {
  int before = getpriority(PRIO_PROCESS, 0);
  by = by > 40 ? 40 : by < -40 ? -40 : by;
  if (setpriority(PRIO_PROCESS, 0, before + by) < 0) {
    if (errno == EACCES)
      errno = EPERM;
    return -1;
  }
  return getpriority(PRIO_PROCESS, 0);
}

int prctl(int option, ...) {
  unsigned long arguments[4] = {0};
  int whole = option == PR_SET_NO_NEW_PRIVS || option == PR_GET_NO_NEW_PRIVS;
  va_list list;
  va_start(list, option);
  for (int i = 0; i < (whole || option == PR_CAP_AMBIENT ? 4 : 1); i++)
    arguments[i] = va_arg(list, unsigned long);
  va_end(list);
  return __prctl(option, arguments[0], arguments[1], arguments[2], arguments[3]);
}
