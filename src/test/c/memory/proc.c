// A program reads what /proc says of it, line by line, and finds its own objects there.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct mapping {
  unsigned long from, to, offset, inode;
  char rights[8];
  char name[256];
};

static int initialised = 1;

static int next(FILE *maps, struct mapping *found) {
  char line[512];
  if (fgets(line, sizeof line, maps) == NULL) return 0;
  unsigned major, minor;
  int end = 0;
  found->name[0] = 0;
  int count = sscanf(line, "%lx-%lx %4s %lx %x:%x %lu %n", &found->from, &found->to, found->rights,
                     &found->offset, &major, &minor, &found->inode, &end);
  if (count != 7) printf("cannot read: %s", line);
  sscanf(line + end, "%255[^\n]", found->name);
  if (found->name[0] && end < 73 && strlen(line) < 73) printf("a name before its column\n");
  return 1;
}

static void tell(const char *what, const void *object) {
  FILE *maps = fopen("/proc/self/maps", "r");
  struct mapping one;
  unsigned long last = 0, at = (unsigned long)object;
  while (next(maps, &one)) {
    if (one.from < last || one.from >= one.to || one.from % 4096 || one.to % 4096)
      printf("not in order: %lx-%lx\n", one.from, one.to);
    last = one.to;
    if (at >= one.from && at < one.to) {
      const char *slash = strrchr(one.name, '/');
      int own = one.name[0] == '/' && one.inode != 0;
      printf("%s: %s %s%s\n", what, one.rights, own ? "a file, " : "", slash ? "path" : one.name);
    }
  }
  fclose(maps);
}

static void status(const char *name, unsigned long bits) {
  FILE *file = fopen("/proc/self/status", "r");
  char line[256];
  size_t length = strlen(name);
  while (fgets(line, sizeof line, file))
    if (strncmp(line, name, length) == 0 && line[length] == ':') {
      unsigned long value = 0;
      char word[64] = "";
      if (bits && sscanf(line + length + 1, "%lx", &value) == 1)
        printf("%s %lx\n", name, value & bits);
      else if (sscanf(line + length + 1, "%lu %63s", &value, word) == 2 && strcmp(word, "kB") == 0)
        printf("%s %s kB\n", name, value ? "some" : "no");
      else
        printf("%s%s", name, line + length + 1);
    }
  fclose(file);
}

static int number(const char *path, const char *format) {
  FILE *file = fopen(path, "r");
  int value = -1;
  fscanf(file, format, &value);
  fclose(file);
  return value;
}

int main(int argc, char **argv) {
  static char zeros[20000];
  int local = 1;
  char *small = malloc(100);
  char *shared = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  char *none = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  int fd = open("mapped.txt", O_CREAT | O_RDWR, 0600);
  write(fd, "text", 4);
  char *file = mmap(0, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
  zeros[0] = small[0] = shared[0] = 1;

  tell("main", (void *)(unsigned long)main);
  tell("a variable", &initialised);
  tell("bytes from malloc", small);
  tell("a local variable", &local);
  tell("shared memory", shared);
  tell("memory without rights", none);
  tell("a file", file);
  unlink("mapped.txt");

  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGUSR2, SIG_IGN);
  signal(SIGALRM, exit);
  raise(SIGUSR1);
  unsigned long bits = 1UL << (SIGUSR1 - 1) | 1UL << (SIGUSR2 - 1) | 1UL << (SIGALRM - 1);
  status("State", 0);
  status("Threads", 0);
  status("VmSize", 0);
  status("VmRSS", 0);
  status("VmSwap", 0);
  status("SigPnd", bits);
  status("ShdPnd", bits);
  status("SigBlk", bits);
  status("SigIgn", bits);
  status("SigCgt", bits);

  char link[64] = "", path[64];
  readlink("/proc/self", link, sizeof link - 1);
  printf("self is %s\n", atoi(link) == getpid() ? "me" : link);
  printf("stat is of %s\n", number("/proc/self/stat", "%d") == getpid() ? "me" : "another");
  sprintf(path, "/proc/%d/status", getpid());
  printf("status is %sreadable\n", access(path, R_OK) == 0 ? "" : "not ");
  printf("%d may write it\n", open(path, O_WRONLY) >= 0 && getuid() != 0);
  char text[256];
  int cmdline = open("/proc/self/cmdline", O_RDONLY);
  ssize_t length = read(cmdline, text, sizeof text);
  printf("%d of %d\n", length == (ssize_t)strlen(argv[0]) + 1, argc);
  printf("at its end: %zd\n", read(cmdline, text, sizeof text));
  printf("the same again: %d\n", lseek(cmdline, 0, SEEK_SET) == 0 && read(cmdline, text, 3) == 3);
  int total = number("/proc/meminfo", "MemTotal: %d kB");
  printf("memory: %d\n", total > 1000);
  printf("cpus: %d\n", number("/proc/cpuinfo", "processor : %d"));
  printf("stat: %d\n", number("/proc/stat", "cpu %d") >= 0);
  printf("no process: %d\n", open("/proc/999999999/maps", O_RDONLY));
  return 0;
}
