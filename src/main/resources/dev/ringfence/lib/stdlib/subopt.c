#include <stdlib.h>
#include <string.h>

int getsubopt(char **options, char *const *known, char **value) {
  char *option = *options;
  char *end = strchrnul(option, ',');
  *options = *end ? end + 1 : end;
  *end = 0;
  char *equals = strchr(option, '=');
  size_t length = equals ? equals - option : strlen(option);
  *value = equals ? equals + 1 : NULL;
  for (int i = 0; known[i]; i++)
    if (!strncmp(known[i], option, length) && known[i][length] == 0)
      return i;
  *value = option;
  return -1;
}

int rpmatch(const char *answer) {
  return strchr("yY", *answer) && *answer ? 1 : strchr("nN", *answer) && *answer ? 0 : -1;
}

/* The machine's load is not measured. */
int getloadavg(double averages[], int count) {
  for (int i = 0; i < count && i < 3; i++)
    averages[i] = 0;
  return count < 3 ? count : 3;
}
