<?php
// What this file decides: how PHP's DatePeriod is asked for the dates of a file of rules (../README.md).
//
// A DatePeriod has one step. Several days a week are as many periods, merged week by week, which is quicker than to
// sort them; the 31st is the last day of each month, where it is the 31st; working days are PHP's own "weekday".
declare(strict_types=1);

function moment(string $seconds): DateTimeImmutable
{
    return new DateTimeImmutable('@' . $seconds);
}

function step(string $words): DateInterval
{
    return DateInterval::createFromDateString($words);
}

/** @return list<DateTimeImmutable> */
function stepped(DateTimeImmutable $from, string $step, DateTimeImmutable $until): array
{
    return iterator_to_array(new DatePeriod($from, step($step), $until, DatePeriod::INCLUDE_END_DATE), false);
}

/** @return list<DateTimeImmutable> */
function weekly(array $days, int $interval, DateTimeImmutable $start, DateTimeImmutable $until): array
{
    if ($days === [1, 2, 3, 4, 5] && $interval === 1 && (int) $start->format('N') <= 5) {
        return stepped($start, '1 weekday', $until);
    }
    $monday = $start->modify('-' . ((int) $start->format('N') - 1) . ' days');
    $series = [];
    foreach ($days as $day) {
        $series[] = stepped($monday->modify('+' . ($day - 1) . ' days'), ($interval * 7) . ' days', $until);
    }
    $dates = [];
    foreach ($series[0] as $week => $_) {
        foreach ($series as $of_a_day) {
            if (isset($of_a_day[$week]) && ($week > 0 || $of_a_day[$week] >= $start)) {
                $dates[] = $of_a_day[$week];
            }
        }
    }
    return $dates;
}

/** @return list<DateTimeImmutable> */
function expanded(array $rule): array
{
    [, , $frequency, $interval, $days, $start, $until] = $rule;
    [$start, $until] = [moment($start), moment($until)];
    if ($frequency === 'WEEKLY') {
        return weekly(array_map('intval', explode(',', $days)), (int) $interval, $start, $until);
    }
    if ($frequency === 'MONTHLY' && $interval === '1' && $start->format('j') === '31') {
        $ends = stepped($start, 'last day of next month', $until);
        return array_values(array_filter($ends, fn ($date) => $date->format('j') === '31'));
    }
    return stepped($start, $interval . ['DAILY' => ' days', 'MONTHLY' => ' months', 'YEARLY' => ' years'][$frequency], $until);
}

/** One list at a time. */
function call(array $rules): void
{
    foreach ($rules as $rule) {
        $dates = expanded($rule);
    }
}

function timed(array $rules, float $seconds): string
{
    $begin = $end = hrtime(true);
    for ($calls = 0; $end - $begin < $seconds * 1e9; $calls++) {
        call($rules);
        $end = hrtime(true);
    }
    return $calls . ' ' . ($end - $begin) . "\n";
}

$rules = [];
foreach (file($argv[1], FILE_IGNORE_NEW_LINES) as $line) {
    $rule = explode(' ', $line);
    $rules[$rule[0]][] = $rule;
}
while (($line = fgets(STDIN)) !== false) {
    [$verb, $key, $seconds] = explode(' ', trim($line)) + ['', '', '0'];
    if ($verb === 'version') {
        echo 'DatePeriod, PHP ', PHP_VERSION, "\n";
    } elseif ($rules[$key][0][1] !== 'list') {
        echo "? a DatePeriod answers no questions\n";
    } elseif ($verb === 'time') {
        echo timed($rules[$key], (float) $seconds);
    } else {
        foreach (array_merge(...array_map('expanded', $rules[$key])) as $date) {
            echo $date->getTimestamp(), "\n";
        }
        echo ".\n";
    }
}
