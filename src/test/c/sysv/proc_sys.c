// /proc/sys says what calls and errors say of the limits, and can be written to by nobody but root.
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

static const char *error(long result) {
  return result < 0 ? strerror(errno) : "done";
}

static char *text(const char *name) {
  static char bytes[400];
  char path[100];
  sprintf(path, "/proc/sys/%s", name);
  int fd = open(path, O_RDONLY);
  ssize_t count = fd < 0 ? -1 : read(fd, bytes, sizeof bytes - 1);
  bytes[count < 0 ? 0 : count] = 0;
  if (fd < 0)
    printf("%s: %s\n", name, strerror(errno));
  else
    close(fd);
  return bytes;
}

static void same(const char *name, const char *expected) {
  char *found = text(name);
  size_t length = strlen(expected);
  printf("%s: %d\n", name, strncmp(found, expected, length) == 0 && strcmp(found + length, "\n") == 0);
}

static void same_number(const char *name, unsigned long expected) {
  char word[30];
  sprintf(word, "%lu", expected);
  same(name, word);
}

static void form(const char *name) {
  char *at = text(name);
  int numbers = 0;
  while (*at && *at != '\n') {
    at += *at == '-';
    if (!isdigit((unsigned char)*at))
      break;
    while (isdigit((unsigned char)*at))
      at++;
    numbers++;
    if (*at == '\t')
      at++;
  }
  printf("%s: %d, then %d\n", name, numbers, *at);
}

static const char *READABLE[] = {"kernel/ostype", "kernel/osrelease", "kernel/version",
                                 "kernel/ngroups_max", "kernel/cap_last_cap"};

static const char *NUMBERS[] = {
    "kernel/pid_max", "kernel/threads-max", "kernel/randomize_va_space", "kernel/overflowuid",
    "kernel/sem", "kernel/shmall", "kernel/msg_next_id", "kernel/sem_next_id", "kernel/shm_next_id",
    "kernel/shm_rmid_forced", "kernel/sched_rr_timeslice_ms", "fs/file-max", "fs/nr_open",
    "fs/pipe-max-size", "fs/inotify/max_queued_events", "fs/inotify/max_user_instances",
    "fs/inotify/max_user_watches", "fs/epoll/max_user_watches", "fs/mqueue/msg_max",
    "fs/mqueue/msgsize_max", "fs/mqueue/queues_max", "fs/mqueue/msg_default",
    "fs/mqueue/msgsize_default", "net/core/somaxconn", "net/core/wmem_default", "net/core/wmem_max",
    "net/core/rmem_default", "net/core/rmem_max", "net/core/optmem_max", "net/unix/max_dgram_qlen",
    "net/ipv4/ip_local_port_range", "net/ipv4/tcp_syn_retries", "net/ipv4/tcp_retries2",
    "vm/overcommit_memory", "vm/overcommit_ratio", "vm/nr_hugepages"};

static void list(const char *path, const char *wanted) {
  DIR *directory = opendir(path);
  struct dirent *entry;
  int found = 0;
  while ((entry = readdir(directory)))
    found += strcmp(entry->d_name, wanted) == 0;
  closedir(directory);
  printf("%s in %s: %d\n", wanted, path, found);
}

int main(void) {
  struct utsname system;
  struct stat status;
  struct msginfo messages;
  struct seminfo semaphores;
  struct rlimit files;
  char word[200];

  for (unsigned i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
    form(NUMBERS[i]);

  uname(&system);
  same("kernel/ostype", system.sysname);
  same("kernel/osrelease", system.release);
  same("kernel/version", system.version);
  same("kernel/domainname", system.domainname);
  gethostname(word, sizeof word);
  same("kernel/hostname", word);
  same_number("kernel/ngroups_max", sysconf(_SC_NGROUPS_MAX));
  getrlimit(RLIMIT_NOFILE, &files);
  printf("descriptors: %d\n", strtoul(text("fs/nr_open"), NULL, 10) >= files.rlim_max);
  FILE *version = fopen("/proc/version", "r");
  fgets(word, sizeof word, version);
  fclose(version);
  printf("version: %d %d\n", strncmp(word, "Linux version ", 14),
         strncmp(word + 14, system.release, strlen(system.release)));

  msgctl(0, IPC_INFO, (struct msqid_ds *)&messages);
  same_number("kernel/msgmax", messages.msgmax);
  same_number("kernel/msgmnb", messages.msgmnb);
  same_number("kernel/msgmni", messages.msgmni);
  semctl(0, 0, IPC_INFO, &semaphores);
  sprintf(word, "%d\t%d\t%d\t%d", semaphores.semmsl, semaphores.semmns, semaphores.semopm,
          semaphores.semmni);
  same("kernel/sem", word);
  unsigned long long most = strtoull(text("kernel/shmmax"), NULL, 10);
  if (most < ULONG_MAX)
    printf("shmmax: %s\n", error(shmget(IPC_PRIVATE, most + 1, 0600)));
  else
    printf("shmmax: Invalid argument\n");

  // Who may do what.
  for (unsigned i = 0; i < sizeof READABLE / sizeof *READABLE; i++) {
    sprintf(word, "/proc/sys/%s", READABLE[i]);
    stat(word, &status);
    printf("%s: %o, %d %d %d, %d links: %s\n", READABLE[i], status.st_mode, status.st_uid,
           status.st_gid, (int)status.st_size, (int)status.st_nlink, error(open(word, O_WRONLY)));
  }
  stat("/proc/sys/kernel/shmmax", &status);
  printf("shmmax: %o\n", status.st_mode);
  stat("/proc/sys/kernel", &status);
  printf("kernel: %o\n", status.st_mode);
  if (getuid() != 0)
    printf("for a user: %s\n", error(open("/proc/sys/kernel/shmmax", O_WRONLY)));
  else
    printf("for a user: Permission denied\n");
  printf("no file: %s\n", error(open("/proc/sys/kernel/none", O_RDONLY)));
  printf("no new file: %s\n", error(open("/proc/sys/kernel/none", O_CREAT | O_WRONLY, 0600)));
  printf("no directory: %s\n", error(mkdir("/proc/sys/none", 0700)));
  printf("no removal: %s\n", error(unlink("/proc/sys/kernel/ostype")));
  printf("no name: %s\n", error(rename("/proc/sys/kernel/ostype", "/proc/sys/kernel/none")));
  list("/proc", "sys");
  list("/proc/sys", "fs");
  list("/proc/sys/kernel", "shmmax");
  list("/proc/sys/fs", "mqueue");
  list("/proc/sys/fs/mqueue", "msg_max");
  return 0;
}
