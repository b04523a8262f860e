// Two- and three-dimensional tables, lookup by name, tables of tables.
#include <stdio.h>
#include <string.h>

static const char days[2][13] = {
  {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
  {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
};
static const char *const months[] = {"none", "January", "February", "March", "April"};
static const struct { const char *key; int value; } table[] = {{"one", 1}, {"two", 2}, {"three", 3}, {NULL, -1}};
static const int *const rows[] = {(const int[]){1}, (const int[]){1, 1}, (const int[]){1, 2, 1}};

static int day_of_year(int year, int month, int day) {
  int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  for (int i = 1; i < month; i++) day += days[leap][i];
  return day;
}
static int lookup(const char *key) {
  int i = 0;
  while (table[i].key && strcmp(table[i].key, key)) i++;
  return table[i].value;
}

int main(void) {
  printf("%d %d %d\n", day_of_year(2024, 3, 1), day_of_year(2023, 3, 1), day_of_year(1900, 12, 31));
  for (unsigned i = 0; i < sizeof months / sizeof months[0]; i++) printf("%.3s ", months[i]);
  printf("\n%d %d %d\n", lookup("two"), lookup("three"), lookup("four"));
  printf("%d %d\n", rows[2][1], *rows[0]);
  return 0;
}
