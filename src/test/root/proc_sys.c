/* Root sets the limits of System V's objects by /proc/sys/kernel: what can be written there, and what
   follows from it. On Linux this is done in a namespace
   of its own, so that nothing changes for others. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

static const char *error(long result) {
  return result < 0 ? strerror(errno) : "done";
}

static const char *path;

static void put(const char *word) {
  char text[200] = "";
  int fd = open(path, O_WRONLY);
  ssize_t written = fd < 0 ? -1 : write(fd, word, strlen(word));
  printf("<%s> to %s: %zd, %s", word, strrchr(path, '/') + 1, written, error(written));
  if (fd >= 0)
    close(fd);
  fd = open(path, O_RDONLY);
  read(fd, text, sizeof text - 1);
  close(fd);
  printf("; is %s", text);
}

int main(void) {
#ifdef CLONE_NEWIPC
  if (unshare(CLONE_NEWIPC) != 0) {
    perror("no namespace of its own");
    return 1;
  }
#endif
  path = "/proc/sys/kernel/shmmax";
  static const char *const WORDS[] = {"12345\n", "0x1000", "010",   " 7 \n", "-1", "abc",  "12abc",
                                      "",        "1 2",    "0x",    "08",    " ",  "+3",   "- 4",
                                      "99999999999999999999999", "18446744073709551616",
                                      "18446744073709551615",    "4096\n\n"};
  for (unsigned i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    put(WORDS[i]);
  printf("a segment: %s\n", error(shmget(IPC_PRIVATE, 4096, 0600)));
  printf("a larger one: %s\n", error(shmget(IPC_PRIVATE, 4097, 0600)));
  path = "/proc/sys/kernel/shmall";
  put("1");
  printf("a second one: %s\n", error(shmget(IPC_PRIVATE, 4096, 0600)));
  put("2");
  printf("a second one: %s\n", error(shmget(IPC_PRIVATE, 4096, 0600)));
  path = "/proc/sys/kernel/shmmni";
  put("32769");
  put("32768");
  put("2");
  printf("a third one: %s\n", error(shmget(IPC_PRIVATE, 1, 0600)));
  struct shminfo segments;
  shmctl(0, IPC_INFO, (struct shmid_ds *)&segments);
  printf("as told: %lu %lu %lu\n", segments.shmmax, segments.shmall, segments.shmmni);

  path = "/proc/sys/kernel/msgmnb";
  int before = msgget(IPC_PRIVATE, 0600);
  put("100");
  int after = msgget(IPC_PRIVATE, 0600);
  struct msqid_ds status;
  msgctl(before, IPC_STAT, &status);
  printf("before: %lu\n", (unsigned long)status.msg_qbytes);
  msgctl(after, IPC_STAT, &status);
  printf("after: %lu\n", (unsigned long)status.msg_qbytes);
  path = "/proc/sys/kernel/msgmax";
  put("-1");
  put("10");
  struct {
    long type;
    char text[20];
  } message = {1, "text"};
  printf("10 bytes: %s\n", error(msgsnd(after, &message, 10, IPC_NOWAIT)));
  printf("11 bytes: %s\n", error(msgsnd(after, &message, 11, IPC_NOWAIT)));
  path = "/proc/sys/kernel/msgmni";
  put("40000");
  put("0");
  printf("a queue: %s\n", error(msgget(IPC_PRIVATE, 0600)));
  msgctl(before, IPC_RMID, NULL);
  msgctl(after, IPC_RMID, NULL);

  path = "/proc/sys/kernel/sem";
  put("100");
  put("10 20 5 2");
  put("11 x");
  put("12 30 6 3 9");
  int set = semget(IPC_PRIVATE, 12, 0600);
  printf("a set: %s\n", error(set));
  printf("a larger one: %s\n", error(semget(IPC_PRIVATE, 13, 0600)));
  printf("a second one: %s\n", error(semget(IPC_PRIVATE, 12, 0600)));
  printf("too many: %s\n", error(semget(IPC_PRIVATE, 12, 0600)));
  struct sembuf operations[7] = {{0, 1, 0}, {1, 1, 0}, {2, 1, 0}, {3, 1, 0},
                                 {4, 1, 0}, {5, 1, 0}, {6, 1, 0}};
  printf("6 operations: %s\n", error(semop(set, operations, 6)));
  printf("7 operations: %s\n", error(semop(set, operations, 7)));

  path = "/proc/sys/kernel/ostype";
  put("Minix");
  path = "/proc/sys/kernel/shmmax";
  seteuid(4000);
  printf("as a user: %s\n", error(open(path, O_WRONLY)));
  return 0;
}
