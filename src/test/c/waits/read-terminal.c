#include "waits.h"
#include <pty.h>

int main(void) {
  int master, slave;
  char c;
  openpty(&master, &slave, NULL, NULL, NULL);
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(master, "x\n", 2);
    _exit(0);
  }
  read(slave, &c, 1);
  return done("read what was typed");
}
