#include "waits.h"
#include <sys/ipc.h>
#include <sys/msg.h>

struct message {
  long type;
  char text[8];
};

int main(void) {
  int queue = msgget(IPC_PRIVATE, 0600);
  struct message m = {1, "other"};
  msgsnd(queue, &m, sizeof m.text, 0);
  if (fork() == 0) {
    later();
    m.type = 2;
    if (!STUCK)
      msgsnd(queue, &m, sizeof m.text, 0);
    _exit(0);
  }
  msgrcv(queue, &m, sizeof m.text, 2, 0);
  msgctl(queue, IPC_RMID, NULL);
  return done("received");
}
