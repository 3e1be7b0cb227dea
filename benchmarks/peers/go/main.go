// What this file decides: how rrule-go is asked for the dates of a file of rules (../README.md).
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

type rule struct {
	asks        string
	option      rrule.ROption
	first, last time.Time
}

var frequencies = map[string]rrule.Frequency{
	"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY,
}

var weekdays = []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}

func must(err error) {
	if err != nil {
		fmt.Println("?", err)
		os.Exit(1)
	}
}

func moment(text string) time.Time {
	if text == "-" {
		return time.Time{}
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	must(err)
	return time.Unix(seconds, 0).UTC()
}

func parse(line string) (string, rule) {
	value := strings.Fields(line)
	interval, err := strconv.Atoi(value[3])
	must(err)
	option := rrule.ROption{
		Freq: frequencies[value[2]], Interval: interval, Wkst: rrule.MO,
		Dtstart: moment(value[5]), Until: moment(value[6]),
	}
	if value[4] != "-" {
		for _, text := range strings.Split(value[4], ",") {
			day, err := strconv.Atoi(text)
			must(err)
			option.Byweekday = append(option.Byweekday, weekdays[day-1])
		}
	}
	return value[0], rule{value[1], option, moment(value[7]), moment(value[8])}
}

func read(path string) map[string][]rule {
	file, err := os.Open(path)
	must(err)
	defer file.Close()
	rules := map[string][]rule{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		key, one := parse(lines.Text())
		rules[key] = append(rules[key], one)
	}
	return rules
}

func made(option rrule.ROption) *rrule.RRule {
	one, err := rrule.NewRRule(option)
	must(err)
	return one
}

// The work behind a key: what one call does, and what came of it as numbers.
func work(rules []rule) (call func(), answer func() []int64) {
	found, number := []time.Time{}, int64(0)
	call = func() {
		for _, one := range rules {
			found = made(one.option).All()
		}
	}
	answer = func() []int64 {
		numbers := []int64{}
		for _, one := range rules {
			for _, date := range made(one.option).All() {
				numbers = append(numbers, date.Unix())
			}
		}
		return numbers
	}
	_ = found // one list at a time
	if rules[0].asks != "list" {
		one, hand := rules[0], made(rules[0].option)
		call = func() { number = int64(len(hand.Between(one.first, one.last, true))) }
		if one.asks == "next" {
			call = func() { number = hand.After(one.first, false).Unix() }
		}
		answer = func() []int64 { return []int64{number} }
	}
	return call, answer
}

func timed(call func(), least time.Duration) string {
	calls, begin := 0, time.Now()
	for time.Since(begin) < least {
		call()
		calls++
	}
	return fmt.Sprint(calls, " ", time.Since(begin).Nanoseconds())
}

func main() {
	rules, out := read(os.Args[1]), bufio.NewWriterSize(os.Stdout, 1<<16)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); out.Flush() {
		value := strings.Fields(lines.Text())
		if value[0] == "version" {
			fmt.Fprintln(out, "rrule-go,", runtime.Version())
			continue
		}
		call, answer := work(rules[value[1]])
		if value[0] == "time" {
			seconds, err := strconv.ParseFloat(value[2], 64)
			must(err)
			fmt.Fprintln(out, timed(call, time.Duration(seconds*float64(time.Second))))
			continue
		}
		call()
		for _, number := range answer() {
			fmt.Fprintln(out, number)
		}
		fmt.Fprintln(out, ".")
	}
}
