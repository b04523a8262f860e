// What sigaction tells of flags and masks that were set; sets without the library's own signals.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static void handler(int signal) { (void)signal; }

static void told(const char *when) {
  struct sigaction act;
  sigaction(SIGUSR1, NULL, &act);
  printf("%s: %x, masked %d %d %d\n", when, (unsigned)act.sa_flags,
         sigismember(&act.sa_mask, SIGKILL), sigismember(&act.sa_mask, SIGSTOP),
         sigismember(&act.sa_mask, SIGUSR2));
}

int main(void) {
  struct sigaction act;
  memset(&act, 0, sizeof act);
  told("at first");
  act.sa_handler = handler;
  sigaction(SIGUSR1, &act, NULL);
  told("handled");
  act.sa_flags = 0x7ffffbff;
  sigfillset(&act.sa_mask);
  sigaction(SIGUSR1, &act, NULL);
  told("all flags");
  signal(SIGUSR1, SIG_IGN);
  told("ignored");
  signal(SIGUSR1, SIG_DFL);
  told("default");
  sigset_t set;
  sigemptyset(&set);
  const int signals[] = {-1, 0, 1, 31, 32, 33, 34, 64, 65};
  for (int i = 0; i < 9; i++) {
    int added = sigaddset(&set, signals[i]), is = sigismember(&set, signals[i]);
    printf("%d: %d %d %d\n", signals[i], added, is, sigdelset(&set, signals[i]));
  }
  return 0;
}
