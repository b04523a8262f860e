#include "waits.h"
#include <sys/ipc.h>
#include <sys/msg.h>

int main(void) {
  int queue = msgget(IPC_PRIVATE, 0600);
  char m[16];
  if (fork() == 0) {
    later();
    if (!STUCK)
      msgctl(queue, IPC_RMID, NULL);
    _exit(0);
  }
  msgrcv(queue, m, 8, 0, 0);
  printf("%d\n", errno == EIDRM);
  if (STUCK)
    msgctl(queue, IPC_RMID, NULL);
  return done("removed");
}
