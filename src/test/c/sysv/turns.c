/* Two processes that take turns with SEM_UNDO, and what the kernel says of a queue in all its ways. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static void take_turns(void) {
  int set = semget(IPC_PRIVATE, 1, 0600);
  volatile int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  semctl(set, 0, SETVAL, 1);
  for (int i = 0; i < 2; i++) {
    if (!fork()) {
      struct sembuf take = {0, -1, SEM_UNDO}, give = {0, 1, SEM_UNDO};
      for (int turn = 0; turn < 1000; turn++) {
        if (semop(set, &take, 1))
          perror("take");
        int seen = shared[0];
        if (shared[1]++)
          printf("not alone\n");
        shared[1]--;
        shared[0] = seen + 1;
        if (semop(set, &give, 1))
          perror("give");
      }
      fflush(stdout);
      _exit(0);
    }
  }
  while (wait(NULL) > 0)
    ;
  printf("%d turns, value %d\n", shared[0], semctl(set, 0, GETVAL));
  semctl(set, 0, IPC_RMID);
}

static void compare(void) {
  struct {
    long type;
    char text[100];
  } message = {1};
  int queue = msgget(0x58000000 | getpid(), IPC_CREAT | 0600);
  struct msginfo before, after;
  msgctl(0, MSG_INFO, (struct msqid_ds *)&before);
  msgsnd(queue, &message, 70, 0);
  msgsnd(queue, &message, 30, 0);
  struct msqid_ds ds;
  int last = msgctl(0, MSG_INFO, (struct msqid_ds *)&after), found = 0;
  for (int i = 0; i <= last; i++)
    if (msgctl(i, MSG_STAT_ANY, &ds) == queue)
      found = ds.msg_qnum == 2 && ds.__msg_cbytes == 100;
  char line[300];
  FILE *file = fopen("/proc/sysvipc/msg", "r");
  while (fgets(line, sizeof line, file)) {
    int key, id;
    unsigned mode;
    unsigned long bytes, count;
    if (sscanf(line, "%d %d %o %lu %lu", &key, &id, &mode, &bytes, &count) == 5 && id == queue)
      printf("%d %o %lu %lu\n", key == (0x58000000 | getpid()), mode, bytes, count);
  }
  fclose(file);
  printf("%d %d\n", found, after.msgpool >= 1);
  msgctl(queue, IPC_RMID, NULL);
}

int main(void) {
  take_turns();
  compare();
  return 0;
}
