#include <mntent.h>
#include <stdlib.h>
#include <string.h>

FILE *setmntent(const char *path, const char *mode) { return fopen(path, mode); }

int endmntent(FILE *file) {
  if (file)
    fclose(file);
  return 1;
}

/* A field without its escapes, which are blanks, tabs, newlines and backslashes in octal. */
static char *field(char **rest) {
  char *word = strsep(rest, " \t\n"), *to;
  while (word && !*word)
    word = strsep(rest, " \t\n");
  if (!word)
    return "";
  to = word;
  for (char *from = word; *from; from++)
    if (*from == '\\' && from[1] >= '0' && from[1] <= '3' && from[2] && from[3]) {
      *to++ = (from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0');
      from += 3;
    } else {
      *to++ = *from;
    }
  *to = 0;
  return word;
}

struct mntent *getmntent(FILE *file) {
  static char line[1024];
  static struct mntent entry;
  do {
    if (!fgets(line, sizeof line, file))
      return NULL;
  } while (!line[strspn(line, " \t\n")] || line[strspn(line, " \t")] == '#');
  char *rest = line;
  entry.mnt_fsname = field(&rest);
  entry.mnt_dir = field(&rest);
  entry.mnt_type = field(&rest);
  entry.mnt_opts = field(&rest);
  entry.mnt_freq = atoi(field(&rest));
  entry.mnt_passno = atoi(field(&rest));
  return &entry;
}

static void put(FILE *file, const char *text) {
  for (; *text; text++)
    fprintf(file, strchr(" \t\n\\", *text) ? "\\%03o" : "%c", *text);
  putc(' ', file);
}

int addmntent(FILE *restrict file, const struct mntent *restrict entry) {
  fseek(file, 0, SEEK_END);
  put(file, entry->mnt_fsname);
  put(file, entry->mnt_dir);
  put(file, entry->mnt_type);
  put(file, entry->mnt_opts);
  return fprintf(file, "%d %d\n", entry->mnt_freq, entry->mnt_passno) < 0 || fflush(file);
}

char *hasmntopt(const struct mntent *entry, const char *option) {
  size_t length = strlen(option);
  for (char *at = entry->mnt_opts; (at = strstr(at, option)); at += length) {
    int begins = at == entry->mnt_opts || at[-1] == ',';
    if (begins && (!at[length] || at[length] == ',' || at[length] == '='))
      return at;
  }
  return NULL;
}
