/* What this file decides: how libical is asked for the dates of a file of rules (../README.md).
 *
 * A rule is filled in as a struct, which is quicker than to have its text parsed. Questions tell the iterator where to
 * start, which is much quicker than to walk there. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    char key[8], asks[8];
    struct icalrecurrencetype recurrence;
    icaltimetype start, first, last;
} rule;

typedef struct {
    icaltimetype *items;
    size_t used, room;
} list;

static rule *rules;
static size_t number_of_rules;
static list found;
static long long number;

static icaltimetype moment(const char *text)
{
    if (strcmp(text, "-") == 0) return icaltime_null_time();
    return icaltime_from_timet_with_zone((time_t)atoll(text), 0, NULL);
}

static void fill(rule *one, char *frequency, char *interval, char *days, char *until)
{
    struct icalrecurrencetype *r = &one->recurrence;
    int place = 0;
    icalrecurrencetype_clear(r);
    r->freq = icalrecur_string_to_freq(frequency);
    r->interval = (short)atoi(interval);
    r->week_start = ICAL_MONDAY_WEEKDAY;
    r->until = moment(until);
    if (strcmp(days, "-") == 0) return;
    for (char *day = strtok(days, ","); day; day = strtok(NULL, ","))
        r->by_day[place++] = (short)(atoi(day) % 7 + 1); /* Sunday is 1 */
    r->by_day[place] = ICAL_RECURRENCE_ARRAY_MAX;
}

static void read_rules(const char *path)
{
    char key[8], asks[8], frequency[16], interval[16], days[32], start[24], until[24], first[24], last[24];
    FILE *file = fopen(path, "r");
    while (file && fscanf(file, "%7s %7s %15s %15s %31s %23s %23s %23s %23s", key, asks, frequency, interval, days,
                          start, until, first, last) == 9) {
        rules = realloc(rules, ++number_of_rules * sizeof *rules);
        rule *one = &rules[number_of_rules - 1];
        strcpy(one->key, key);
        strcpy(one->asks, asks);
        one->start = moment(start), one->first = moment(first), one->last = moment(last);
        fill(one, frequency, interval, days, until);
    }
}

static void keep(icaltimetype date)
{
    if (found.used == found.room) {
        found.room = found.room ? 2 * found.room : 64;
        found.items = realloc(found.items, found.room * sizeof *found.items);
    }
    found.items[found.used++] = date;
}

static void expand(const rule *one)
{
    icalrecur_iterator *walk = icalrecur_iterator_new(one->recurrence, one->start);
    for (icaltimetype t = icalrecur_iterator_next(walk); !icaltime_is_null_time(t); t = icalrecur_iterator_next(walk))
        keep(t);
    icalrecur_iterator_free(walk);
}

static void ask(const rule *one)
{
    icalrecur_iterator *walk = icalrecur_iterator_new(one->recurrence, one->start);
    int counting = strcmp(one->asks, "count") == 0;
    icalrecur_iterator_set_start(walk, one->first);
    icaltimetype t = icalrecur_iterator_next(walk);
    for (number = 0; counting && !icaltime_is_null_time(t) && icaltime_compare(t, one->last) <= 0; number++)
        t = icalrecur_iterator_next(walk);
    if (!counting) number = icaltime_as_timet(t);
    icalrecur_iterator_free(walk);
}

static int call(const char *key)
{
    int asked = 0;
    found.used = 0;
    for (size_t place = 0; place < number_of_rules; place++) {
        if (strcmp(rules[place].key, key) != 0) continue;
        if (strcmp(rules[place].asks, "list") == 0) expand(&rules[place]);
        else ask(&rules[place]), asked = 1;
    }
    return asked;
}

static void dates(const char *key)
{
    if (call(key)) printf("%lld\n", number);
    for (size_t place = 0; place < found.used; place++) printf("%lld\n", (long long)icaltime_as_timet(found.items[place]));
    puts(".");
}

static long long nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void timed(const char *key, double seconds)
{
    long long calls = 0, begin = nanoseconds(), end = begin;
    for (; end - begin < seconds * 1e9; calls++, end = nanoseconds()) call(key);
    printf("%lld %lld\n", calls, end - begin);
}

int main(int argc, char **argv)
{
    char line[64], verb[16], key[8];
    double seconds;
    if (argc != 2) return 2;
    read_rules(argv[1]);
    while (fgets(line, sizeof line, stdin)) {
        int values = sscanf(line, "%15s %7s %lf", verb, key, &seconds);
        if (values == 1) printf("libical %s, %s\n", ICAL_VERSION, "gcc " __VERSION__);
        if (values == 2) dates(key);
        if (values == 3) timed(key, seconds);
        fflush(stdout);
    }
    return 0;
}
