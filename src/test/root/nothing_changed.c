/* Calls on identities that change nothing, and those that look before they judge. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/syscall.h>
#include <unistd.h>

static void said(const char *what, long result) {
  printf("%s: %ld %s, files by %d and %d\n", what, result, result < 0 ? strerror(errno) : "", setfsuid(-1), setfsgid(-1));
}

int main(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0x7fffffff};
  setfsgid(1001);
  setfsuid(1000);
  said("setresuid, nothing", setresuid(-1, -1, -1));
  said("setresuid, the same", setresuid(0, -1, 0));
  said("setresgid, the same", setresgid(0, -1, 0));
  said("setreuid, nothing", setreuid(-1, -1));
  setfsuid(1000);
  said("setresuid, effective", setresuid(-1, 0, -1));
  said("setresgid, effective", setresgid(-1, 0, -1));
  said("capget, nowhere", syscall(SYS_capget, &header, 0));
  header.pid = -1;
  said("capget, nowhere", syscall(SYS_capget, &header, 0));
  said("setpgid", setpgid(-1, 0));
  said("setpgid", setpgid(-1, 1));
  return 0;
}
