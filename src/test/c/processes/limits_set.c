// All limits of setrlimit can be lowered for good; what is told of them, and by prlimit.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define NOWHERE ((void *)8)
#define SHOW(call) show(#call, call)

static void show(const char *call, long result) {
  printf("%s: %ld %s\n", call, result, result == -1 ? strerrorname_np(errno) : "");
}

static void lower(int resource) {
  struct rlimit limit = {5, 4};
  printf("resource %d\n", resource);
  SHOW(setrlimit(resource, &limit));
  limit.rlim_cur = limit.rlim_max = resource == RLIMIT_CPU ? 1000 : 20;
  if (resource == RLIMIT_NICE || resource == RLIMIT_RTPRIO)
    limit.rlim_cur = limit.rlim_max = 0;
  SHOW(setrlimit(resource, &limit));
  limit.rlim_max++;
  SHOW(setrlimit(resource, &limit));
  limit.rlim_cur = limit.rlim_max = RLIM_INFINITY;
  SHOW(setrlimit(resource, &limit));
  SHOW(getrlimit(resource, &limit));
  printf("%ld %ld\n", (long)limit.rlim_cur, (long)limit.rlim_max);
}

int main(void) {
  if (getuid() == 0 && (setgid(1000) != 0 || setuid(1000) != 0))
    return 1;
  struct rlimit limit;
  static char page[8192];
  for (int resource = -1; resource <= 16; resource++) {
    SHOW(getrlimit(resource, &limit));
    if (resource != RLIMIT_AS && resource != RLIMIT_DATA && resource != RLIMIT_STACK &&
        resource != RLIMIT_FSIZE &&
        resource != RLIMIT_NPROC && resource >= 0 && resource < 16)
      lower(resource);
  }
  SHOW(mlock(page, 8192));
  limit.rlim_cur = limit.rlim_max = 0;
  SHOW(setrlimit(RLIMIT_MEMLOCK, &limit));
  SHOW(mlock(page, 8192));
  SHOW(mlockall(MCL_CURRENT));
  SHOW(prlimit(0, RLIMIT_NOFILE, NULL, &limit));
  printf("%ld %ld\n", (long)limit.rlim_cur, (long)limit.rlim_max);
  limit.rlim_cur = 1;
  SHOW(prlimit(getpid(), RLIMIT_NOFILE, &limit, NULL));
  SHOW(prlimit(0, 99, NULL, &limit));
  SHOW(prlimit(-1, RLIMIT_NOFILE, NULL, &limit));
  SHOW(prlimit(999999, 99, NULL, &limit));
  SHOW(dup2(0, 0));
  SHOW(dup2(0, 5));
  SHOW(dup(0));
  SHOW(open("/dev/null", O_RDONLY));
  return 0;
}
