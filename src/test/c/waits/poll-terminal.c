#include "waits.h"
#include <pty.h>

int main(void) {
  int master, slave;
  openpty(&master, &slave, NULL, NULL, NULL);
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(master, "x\n", 2);
    _exit(0);
  }
  struct pollfd one = {slave, POLLIN};
  poll(&one, 1, -1);
  return done("something was typed");
}
