/* ls: lists files and directories (POSIX): -l long, -a -A all, -t -S -r sorted, -i, -F, -d, -1. */
#include <dirent.h>
#include <errno.h>
#include <error.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

enum { NUMBER, LINKS, OWNER, GROUP, MAJOR, MINOR, SIZE, COLUMNS };

struct entry {
  char *name, *target, *columns[COLUMNS];
  struct stat file;
  mode_t target_mode;
};

struct list {
  struct entry *entries;
  int count, widths[COLUMNS];
  long blocks;
};

static char chosen[128]; /* which options were given, by their letters */
static int status;

static void complain(const char *words, const char *path) {
  error(0, errno, words, path);
  status = 2;
}

static char *decimal(unsigned long number) {
  char text[24];
  sprintf(text, "%lu", number);
  return strdup(text);
}

static void describe(struct entry *entry, int *widths) {
  struct stat *file = &entry->file;
  struct passwd *owner = getpwuid(file->st_uid);
  struct group *group = getgrgid(file->st_gid);
  int is_device = S_ISCHR(file->st_mode) || S_ISBLK(file->st_mode);
  char **columns = entry->columns;
  columns[NUMBER] = decimal(file->st_ino);
  columns[LINKS] = decimal(file->st_nlink);
  columns[OWNER] = owner ? strdup(owner->pw_name) : decimal(file->st_uid);
  columns[GROUP] = group ? strdup(group->gr_name) : decimal(file->st_gid);
  columns[MAJOR] = is_device ? decimal(major(file->st_rdev)) : "";
  columns[MINOR] = is_device ? decimal(minor(file->st_rdev)) : "";
  columns[SIZE] = is_device ? "" : decimal(file->st_size);
  for (int i = 0; i < COLUMNS; i++)
    if (widths[i] < strlen(columns[i]))
      widths[i] = strlen(columns[i]);
  if (widths[MAJOR] && widths[SIZE] < widths[MAJOR] + 2 + widths[MINOR])
    widths[SIZE] = widths[MAJOR] + 2 + widths[MINOR];
}

/* Adds a file, or the directory that a link leads to where it is to be followed. */
static void add(struct list *list, const char *name, const char *path, int follows) {
  struct entry entry = {.name = strdup(name)};
  struct stat followed;
  char target[PATH_MAX];
  if (lstat(path, &entry.file)) {
    complain("cannot access '%s'", path);
    return;
  }
  if (S_ISLNK(entry.file.st_mode)) {
    entry.target_mode = stat(path, &followed) ? 0 : followed.st_mode;
    ssize_t length = readlink(path, target, sizeof target);
    entry.target = strndup(target, length < 0 ? 0 : length);
    if (follows && S_ISDIR(entry.target_mode))
      entry.file = followed;
  }
  if (chosen['l'] || chosen['i'])
    describe(&entry, list->widths);
  list->blocks += entry.file.st_blocks;
  list->entries = realloc(list->entries, (list->count + 1) * sizeof entry);
  list->entries[list->count++] = entry;
}

static char type_letter(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFCHR: return 'c';
    case S_IFBLK: return 'b';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    default: return '-';
  }
}

static void write_mark(mode_t mode) {
  static const char types[] = "dlps", marks[] = "/@|=";
  const char *type = strchr(types, type_letter(mode));
  if (type)
    putchar(marks[type - types]);
  else if (S_ISREG(mode) && mode & 0111)
    putchar('*');
}

static void write_mode(mode_t mode) {
  char text[] = "?rwxrwxrwx";
  text[0] = type_letter(mode);
  for (int i = 0; i < 9; i++)
    if (!(mode >> (8 - i) & 1))
      text[i + 1] = '-';
  for (int i = 0; i < 3; i++)
    if (mode >> (11 - i) & 1)
      text[3 + 3 * i] = (i < 2 ? "Ss" : "Tt")[text[3 + 3 * i] == 'x'];
  printf("%s ", text);
}

static void write_details(const struct entry *entry, const int *widths) {
  char *const *columns = entry->columns, text[32];
  time_t changed = entry->file.st_mtime, age = time(NULL) - changed;
  const char *format = age >= 0 && age < 31556952 / 2 ? "%b %e %H:%M" : "%b %e  %Y";
  write_mode(entry->file.st_mode);
  printf("%*s %-*s %-*s ", widths[LINKS], columns[LINKS], widths[OWNER], columns[OWNER],
         widths[GROUP], columns[GROUP]);
  if (*columns[MAJOR])
    printf("%*s, %*s ", widths[SIZE] - widths[MINOR] - 2, columns[MAJOR], widths[MINOR],
           columns[MINOR]);
  else
    printf("%*s ", widths[SIZE], columns[SIZE]);
  strftime(text, sizeof text, format, localtime(&changed));
  printf("%s ", text);
}

static void write_entry(const struct entry *entry, const int *widths) {
  int is_link = S_ISLNK(entry->file.st_mode);
  if (chosen['i'])
    printf("%*s ", widths[NUMBER], entry->columns[NUMBER]);
  if (chosen['l'])
    write_details(entry, widths);
  fputs(entry->name, stdout);
  if (chosen['l'] && is_link)
    printf(" -> %s", entry->target);
  if (chosen['F'])
    write_mark(chosen['l'] && is_link ? entry->target_mode : entry->file.st_mode);
  putchar('\n');
}

static int compare(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  const struct stat *one = &a->file, *other = &b->file;
  long order = 0;
  if (chosen['S'])
    order = (other->st_size > one->st_size) - (other->st_size < one->st_size);
  else if (chosen['t'] && one->st_mtime != other->st_mtime)
    order = other->st_mtime > one->st_mtime ? 1 : -1;
  else if (chosen['t'])
    order = other->st_mtim.tv_nsec - one->st_mtim.tv_nsec;
  if (order == 0)
    order = strcmp(a->name, b->name);
  return chosen['r'] ? (order < 0) - (order > 0) : (order > 0) - (order < 0);
}

static void sort(struct list *list) {
  if (list->count)
    qsort(list->entries, list->count, sizeof *list->entries, compare);
}

static void write_list(const struct list *list) {
  for (int i = 0; i < list->count; i++)
    write_entry(&list->entries[i], list->widths);
}

static int is_shown(const char *name) {
  int is_dots = !strcmp(name, ".") || !strcmp(name, "..");
  return *name != '.' || chosen['a'] || chosen['A'] && !is_dots;
}

static void list_directory(const char *path) {
  struct list list = {0};
  DIR *directory = opendir(path);
  if (!directory) {
    complain("cannot open directory '%s'", path);
    return;
  }
  for (struct dirent *file; (file = readdir(directory));) {
    char whole[strlen(path) + strlen(file->d_name) + 2];
    sprintf(whole, "%s/%s", path, file->d_name);
    if (is_shown(file->d_name))
      add(&list, file->d_name, whole, 0);
  }
  closedir(directory);
  sort(&list);
  if (chosen['l'])
    printf("total %ld\n", list.blocks / 2);
  write_list(&list);
}

int main(int argc, char **argv) {
  struct list files = {0}, directories = {0};
  for (int option; (option = getopt(argc, argv, "aAl1drtSiF")) != -1;) {
    if (option == '?') {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 2;
    }
    chosen[option] = 1;
  }
  int follows = !chosen['l'] && !chosen['F'], heads = argc - optind > 1;
  if (optind == argc)
    argv[--optind] = ".";
  for (; optind < argc; optind++) {
    struct stat file;
    int found = follows ? stat(argv[optind], &file) : lstat(argv[optind], &file);
    int is_directory = !chosen['d'] && found == 0 && S_ISDIR(file.st_mode);
    add(is_directory ? &directories : &files, argv[optind], argv[optind], is_directory);
  }
  sort(&files);
  sort(&directories);
  write_list(&files);
  for (int i = 0; i < directories.count; i++) {
    if (heads)
      printf(files.count || i ? "\n%s:\n" : "%s:\n", directories.entries[i].name);
    list_directory(directories.entries[i].name);
  }
  return status;
}
