/* whoami: writes the effective user's name. */
#include <error.h>
#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  struct passwd *user = getpwuid(geteuid());
  if (!user)
    error(1, 0, "cannot find name for user ID %u", geteuid());
  puts(user->pw_name);
  return 0;
}
