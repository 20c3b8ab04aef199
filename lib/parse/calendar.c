/* The Gregorian calendar and the Japanese eras since 明治. */
#include "parse/calendar.h"

const struct era giji_eras[ERA_COUNT] = {
    {"令和", "㋿", 'R', 2019, 5, 1},  {"平成", "㍻", 'H', 1989, 1, 8},
    {"昭和", "㍼", 'S', 1926, 12, 25}, {"大正", "㍽", 'T', 1912, 7, 30},
    {"明治", "㍾", 'M', 1868, 1, 25},
};

int giji_era_year(const struct era *era, int year)
{
    return era->year + year - 1;
}

bool giji_before_era(const struct era *era, int year, int month, int day)
{
    if (year != era->year)
        return year < era->year;
    if (month != era->month)
        return month < era->month;
    return day < era->day;
}

static bool is_leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int giji_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

bool giji_day_exists(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && day >= 1 && day <= giji_days_in_month(year, month);
}

int giji_weekday(int year, int month, int day)
{
    if (!giji_day_exists(year, month, day))
        return -1;
    int past = year - 1;
    int days = past * 365 + past / 4 - past / 100 + past / 400 + day;
    for (int before = 1; before < month; before++)
        days += giji_days_in_month(year, before);
    return days % 7; /* 1 January of year 1 was a Monday, day 1 */
}
