/* The floor of every import: libcsv parsing a file in strict mode into callbacks that do nothing. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

static void on_field(void *field, size_t length, void *context) {}
static void on_row(int terminator, void *context) {}

int main(int count, char **arguments) {
  struct csv_parser parser;
  FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
  char *buffer = malloc(1 << 20);
  size_t length;
  if (!file || !buffer || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI)) return 1;
  while ((length = fread(buffer, 1, 1 << 20, file)) > 0)
    if (csv_parse(&parser, buffer, length, on_field, on_row, NULL) != length) return 1;
  return csv_fini(&parser, on_field, on_row, NULL) != 0;
}
