/* Who may use, change and remove objects of System V: owner, creator, group and others, and root. */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *name(long result) {
  if (result >= 0)
    return "ok";
  switch (errno) {
  case EACCES: return "EACCES";
  case EPERM: return "EPERM";
  case EINVAL: return "EINVAL";
  case ENOMSG: return "ENOMSG";
  case EAGAIN: return "EAGAIN";
  }
  return "?";
}

static int queue, set, segment;
static int key;

static void use(const char *who) {
  struct {
    long type;
    char text[8];
  } message = {1};
  struct sembuf raise = {0, 1, IPC_NOWAIT}, lower = {0, -1, IPC_NOWAIT}, zero = {0, 0, IPC_NOWAIT};
  struct msqid_ds queue_ds;
  struct semid_ds set_ds;
  struct shmid_ds segment_ds;
  unsigned short values[1];
  void *at;
  printf("%s: get %s", who, name(msgget(key, 0)));
  printf(" %s", name(msgget(key, 0400)));
  printf(" %s", name(msgget(key, 0006)));
  printf(", send %s", name(msgsnd(queue, &message, 4, IPC_NOWAIT)));
  printf(", receive %s", name(msgrcv(queue, &message, 4, 0, IPC_NOWAIT)));
  printf(", stat %s", name(msgctl(queue, IPC_STAT, &queue_ds)));
  printf(" %s\n", name(msgctl(queue % 32768, MSG_STAT_ANY, &queue_ds)));
  printf("  get %s", name(semget(key, 1, 0600)));
  printf(", raise %s", name(semop(set, &raise, 1)));
  printf(", lower %s", name(semop(set, &lower, 1)));
  printf(", zero %s", name(semop(set, &zero, 1)));
  printf(", value %s", name(semctl(set, 0, GETVAL)));
  printf(" %s", name(semctl(set, 0, GETALL, values)));
  printf(", set %s", name(semctl(set, 0, SETVAL, 0)));
  printf(", stat %s\n", name(semctl(set, 0, IPC_STAT, &set_ds)));
  printf("  get %s", name(shmget(key, 1, 0400)));
  printf(", attach %s", name((at = shmat(segment, NULL, 0)) == (void *)-1 ? -1 : 0));
  if (at != (void *)-1)
    shmdt(at);
  printf(" %s", name((at = shmat(segment, NULL, SHM_RDONLY)) == (void *)-1 ? -1 : 0));
  if (at != (void *)-1)
    shmdt(at);
  printf(" %s", name((at = shmat(segment, NULL, SHM_RDONLY | SHM_EXEC)) == (void *)-1 ? -1 : 0));
  if (at != (void *)-1)
    shmdt(at);
  printf(", stat %s", name(shmctl(segment, IPC_STAT, &segment_ds)));
  printf(", lock %s", name(shmctl(segment, SHM_LOCK, NULL)));
  printf(" %s\n", name(shmctl(segment, SHM_UNLOCK, NULL)));
}

static void as(const char *who, int user, int group, void (*what)(const char *)) {
  fflush(stdout);
  int pid = fork();
  if (!pid) {
    if (setgroups(0, NULL) || setresgid(group, group, group) || setresuid(user, user, user))
      _exit(9);
    what(who);
    fflush(stdout);
    _exit(0);
  }
  int status;
  waitpid(pid, &status, 0);
  if (status)
    printf("%s: %x\n", who, status);
}

static void all(int mode) {
  struct msqid_ds queue_ds;
  struct semid_ds set_ds;
  struct shmid_ds segment_ds;
  printf("mode %o\n", mode);
  msgctl(queue, IPC_STAT, &queue_ds);
  semctl(set, 0, IPC_STAT, &set_ds);
  shmctl(segment, IPC_STAT, &segment_ds);
  queue_ds.msg_perm.mode = set_ds.sem_perm.mode = segment_ds.shm_perm.mode = mode;
  queue_ds.msg_perm.uid = set_ds.sem_perm.uid = segment_ds.shm_perm.uid = 3001;
  queue_ds.msg_perm.gid = set_ds.sem_perm.gid = segment_ds.shm_perm.gid = 3002;
  printf("%s", name(msgctl(queue, IPC_SET, &queue_ds)));
  printf(" %s", name(semctl(set, 0, IPC_SET, &set_ds)));
  printf(" %s\n", name(shmctl(segment, IPC_SET, &segment_ds)));
  use("root");
  as("creator", 3000, 3000, use);
  as("owner", 3001, 3000, use);
  as("creator's group", 3005, 3003, use);
  as("group", 3006, 3002, use);
  as("other", 3007, 3007, use);
}

static void make(const char *who) {
  (void)who;
  queue = msgget(key, IPC_CREAT | 0600);
  set = semget(key, 1, IPC_CREAT | 0600);
  segment = shmget(key, 100, IPC_CREAT | 0600);
}

static void change(const char *who) {
  struct msqid_ds ds;
  msgctl(queue % 32768, MSG_STAT_ANY, &ds);
  printf("%s: set %s", who, name(msgctl(queue, IPC_SET, &ds)));
  ds.msg_qbytes = 20000;
  if (geteuid())
    printf(", raise %s", name(msgctl(queue, IPC_SET, &ds)));
  ds.msg_qbytes = 10000;
  printf(", to nobody %s", name((ds.msg_perm.uid = -1, msgctl(queue, IPC_SET, &ds))));
  printf(", remove %s", name(msgctl(queue, IPC_RMID, NULL)));
  printf(" %s", name(semctl(set, 0, IPC_RMID)));
  printf(" %s\n", name(shmctl(segment, IPC_RMID, NULL)));
}


int main(void) {
  key = 0x57000000 | getpid();
  as("creator", 3000, 3003, make);
  queue = msgget(key, 0);
  set = semget(key, 0, 0);
  segment = shmget(key, 0, 0);
  static const int modes[] = {0, 0600, 0440, 0666, 0711};
  for (int i = 0; i < 5; i++)
    all(modes[i]);
  as("other", 3007, 3007, change);
  as("group", 3006, 3002, change);
  as("owner", 3001, 3000, change);
  as("creator", 3000, 3000, change);
  key++;
  as("creator", 3000, 3003, make);
  queue = msgget(key, 0);
  set = semget(key, 0, 0);
  segment = shmget(key, 0, 0);
  change("root");
  return 0;
}
