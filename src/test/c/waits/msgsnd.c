#include "waits.h"
#include <sys/ipc.h>
#include <sys/msg.h>

struct message {
  long type;
  char text[8000];
};

int main(void) {
  int queue = msgget(IPC_PRIVATE, 0600);
  static struct message m = {1};
  msgsnd(queue, &m, sizeof m.text, 0);
  msgsnd(queue, &m, sizeof m.text, 0);
  if (fork() == 0) {
    later();
    if (!STUCK)
      msgrcv(queue, &m, sizeof m.text, 0, 0);
    _exit(0);
  }
  msgsnd(queue, &m, sizeof m.text, 0);
  msgctl(queue, IPC_RMID, NULL);
  return done("sent");
}
