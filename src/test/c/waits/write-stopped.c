#include "waits.h"
#include <pty.h>

int main(void) {
  int master, slave;
  openpty(&master, &slave, NULL, NULL, NULL);
  tcflow(slave, TCOOFF);
  if (fork() == 0) {
    later();
    if (!STUCK)
      tcflow(slave, TCOON);
    _exit(0);
  }
  write(slave, "x", 1);
  return done("output went on");
}
