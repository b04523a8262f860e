// What inotify(7) tells of random steps on files, directories and watches.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <dirent.h>
#include <time.h>
#include <unistd.h>

static unsigned long long state;
static unsigned pick(unsigned n) {
  state = state * 6364136223846793005UL + 1442695040888963407UL;
  return (unsigned)(state >> 33) % n;
}

static int in, fds[3];
static unsigned last;

static void result(long r) {
  if (r < 0) printf(" %s", strerrorname_np(errno)); else printf(" %ld", r);
}

static void told(int most) {
  char buffer[4096] __attribute__((aligned(8)));
  int bytes;
  ioctl(in, FIONREAD, &bytes);
  ssize_t size = read(in, buffer, most);
  printf(" [%d]", bytes);
  result(size);
  for (char *at = buffer; at < buffer + size;) {
    struct inotify_event *event = (struct inotify_event *)at;
    printf(" %d:%x", event->wd, event->mask);
    if (event->cookie) printf(last == event->cookie ? "=" : "+"), last = event->cookie;
    if (event->len) printf("%s/%u", event->name, event->len);
    at += sizeof *event + event->len;
  }
}

static const char *PATHS[] = {"a", "b", "a/one", "a/two", "b/one", "b/a long name of a file", "a/sub", "b/sub", "a/sub/deep", "l", "a/fifo", "none/x"};
#define PATH PATHS[pick(12)]

static void step(void) {
  static const uint32_t masks[] = {IN_ALL_EVENTS, IN_ALL_EVENTS, IN_CREATE | IN_DELETE | IN_MOVE, IN_MODIFY | IN_ACCESS, IN_ONESHOT | IN_ALL_EVENTS, IN_MASK_ADD | IN_ATTRIB,
    IN_MASK_CREATE | IN_OPEN | IN_CLOSE, IN_ONLYDIR | IN_DELETE_SELF | IN_MOVE_SELF, IN_EXCL_UNLINK | IN_ALL_EVENTS, IN_DONT_FOLLOW | IN_ALL_EVENTS, IN_ONESHOT, IN_ISDIR};
  const char *p = PATH, *q = PATH;
  uint32_t mask = masks[pick(12)];
  unsigned n = pick(10), f = pick(3);
  char bytes[100] = {0};
  struct timespec times[2] = {{1, 0}, {1, 0}};
  switch (pick(26)) {
    case 0: case 1: case 2: printf("watch %s %x:", p, mask); result(inotify_add_watch(in, p, mask)); break;
    case 3: printf("unwatch %u:", n); result(inotify_rm_watch(in, n)); break;
    case 4: case 5: printf("create %s:", p); { int fd = open(p, O_WRONLY | O_CREAT | O_NONBLOCK, 0600); result(fd < 0 ? -1 : 0); if (fd >= 0) close(fd); } break;
    case 6: printf("mkdir %s:", p); result(mkdir(p, 0700)); break;
    case 7: printf("rename %s %s:", p, q); result(rename(p, q)); break;
    case 8: printf("unlink %s:", p); result(unlink(p)); break;
    case 9: printf("rmdir %s:", p); result(rmdir(p)); break;
    case 10: printf("link %s %s:", p, q); result(link(p, q)); break;
    case 11: printf("open %s:", p); close(fds[f]); fds[f] = open(p, (n & 1 ? O_RDWR : O_RDONLY) | O_NONBLOCK | (n & 2 ? O_TRUNC : 0)); result(fds[f] < 0 ? -1 : 0); break;
    case 12: printf("write:"); result(write(fds[f], bytes, n)); break;
    case 13: printf("read:"); result(read(fds[f], bytes, n)); break;
    case 14: printf("close:"); result(close(fds[f])); fds[f] = -1; break;
    case 15: printf("chmod %s:", p); result(chmod(p, 0700)); break;
    case 16: printf("truncate %s %u:", p, n); result(truncate(p, n)); break;
    case 17: printf("swap %s %s:", p, q); result(renameat2(AT_FDCWD, p, AT_FDCWD, q, RENAME_EXCHANGE)); break;
    case 18: printf("symlink %s:", p); result(symlink(q, p)); break;
    case 19: printf("fifo %s:", p); result(mkfifo(p, 0600)); break;
    case 20: printf("times %s %u:", p, n); times[n & 1].tv_nsec = UTIME_OMIT; if (n > 7) times[0].tv_nsec = times[1].tv_nsec = UTIME_OMIT; result(utimensat(AT_FDCWD, p, times, n & 2 ? AT_SYMLINK_NOFOLLOW : 0)); break;
    case 21: printf("fallocate:"); result(fallocate(fds[f], 0, 0, n)); break;
    case 22: printf("ftruncate:"); result(ftruncate(fds[f], n)); break;
    case 23: printf("chown %s:", p); result(chown(p, n & 1 ? -1 : getuid(), n & 2 ? -1 : getgid())); break;
    case 24: printf("listing %s:", p); { DIR *d = opendir(p); result(d ? 0 : -1); if (d) { while (readdir(d)); closedir(d); } } break;
    case 25: printf("small:"); told(8 + 8 * n); break;
  }
  if (pick(3) == 0) told(4096);
  printf("\n");
}

// The names that a seed may leave.
static void clean(const char *p) { if (unlink(p)) rmdir(p); }

int main(void) {
  for (int seed = 1; seed <= 80; seed++) {
    printf("seed %d\n", seed);
    state = seed;
    pick(1);
    in = inotify_init1(IN_NONBLOCK);
    for (int i = 0; i < 3; i++) fds[i] = -1;
    mkdir("a", 0700), mkdir("b", 0700);
    for (int i = 0; i < 150; i++) { printf("%d ", i); step(); }
    told(4096);
    told(4096);
    for (int i = 0; i < 3; i++) close(fds[i]);
    close(in);
    for (int j = 0; j < 3; j++) for (int i = 11; i >= 0; i--) clean(PATHS[i]);
    for (int j = 0; j < 3; j++) for (int i = 11; i >= 0; i--) for (int k = 11; k >= 0; k--) { char t[100]; sprintf(t, "%s/%s", PATHS[i], strrchr(PATHS[k], '/') ? strrchr(PATHS[k], '/') + 1 : PATHS[k]); clean(t); }
    for (int i = 11; i >= 0; i--) clean(PATHS[i]);
  }
  return 0;
}
