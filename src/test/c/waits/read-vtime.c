#include "waits.h"
#include <pty.h>

int main(void) {
  int master, slave;
  char c;
  struct termios settings;
  openpty(&master, &slave, NULL, NULL, NULL);
  tcgetattr(slave, &settings);
  cfmakeraw(&settings);
  settings.c_cc[VMIN] = STUCK;
  settings.c_cc[VTIME] = 1;
  tcsetattr(slave, TCSANOW, &settings);
  read(slave, &c, 1);
  return done("nothing came in time");
}
