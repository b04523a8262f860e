#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

struct message { long type; int number; };

int main(void) {
  int memory = shmget(IPC_PRIVATE, 4096, 0600);
  int set = semget(IPC_PRIVATE, 1, 0600);
  int queue = msgget(IPC_PRIVATE, 0600);
  int *shared = shmat(memory, 0, 0);
  struct sembuf up = {0, 1, 0}, down = {0, -1, 0};
  struct message message = {1, 0};
  shared[0] = 1;
  if (fork() == 0) {
    shared[0]++;
    shared[1] = 5;
    semop(set, &up, 1);
    shared[2] = 6;
    msgsnd(queue, &message, sizeof(int), 0);
    shared[3] = 7; /* RACE */
    return 0;
  }
  semop(set, &down, 1);
  shared[0] += shared[1];
  msgrcv(queue, &message, sizeof(int), 0, 0);
  shared[0] += shared[2];
  shared[0] += shared[3]; /* RACE */
  wait(0);
  shared[0] += shared[3];
  shmctl(memory, IPC_RMID, 0);
  semctl(set, 0, IPC_RMID);
  msgctl(queue, IPC_RMID, 0);
  return 0;
}
