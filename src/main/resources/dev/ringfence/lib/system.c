#include <bits/host.h>
#include <errno.h>
#include <linux/capability.h>
#include <sched.h>
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

static int niceness;

static int clamp(int wanted) { return wanted > 19 ? 19 : wanted < -20 ? -20 : wanted; }

/* Whether the process may be nicer to itself. */
static int may_raise(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  return !__capget(&header, data) && (data[0].effective & CAP_TO_MASK(CAP_SYS_NICE));
}

int nice(int by) {
  if (by < 0 && !may_raise()) {
    errno = EPERM;
    return -1;
  }
  return niceness = clamp(niceness + by);
}

int getpriority(int which, unsigned who) {
  if (which < PRIO_PROCESS || which > PRIO_USER) {
    errno = EINVAL;
    return -1;
  }
  return niceness;
}

int setpriority(int which, unsigned who, int value) {
  if (which < PRIO_PROCESS || which > PRIO_USER) {
    errno = EINVAL;
    return -1;
  }
  if (clamp(value) < niceness && !may_raise()) {
    errno = EACCES;
    return -1;
  }
  niceness = clamp(value);
  return 0;
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
