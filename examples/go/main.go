// Lists the connections of a tenant, with the number of their tables or how far the hub came.
package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"inventory/hub"
)

// Refused is what the hub refuses: the Code of its Why is one of hub.ErrorCode.
type Refused struct{ Why hub.Error }

func (refused Refused) Error() string {
	return fmt.Sprintf("%s: %s", refused.Why.Code, refused.Why.Message)
}

// ask reads one answer as the type that unmarshal makes of it.
func ask[T any](path string, unmarshal func([]byte) (T, error)) (T, error) {
	var none T
	request, err := http.NewRequest("GET", os.Getenv("PORTOLAN_URL")+"/api/v1/"+path, nil)
	if err != nil {
		return none, err
	}
	request.Header.Set("authorization", "Bearer "+os.Getenv("PORTOLAN_API_KEY"))
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return none, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return none, err
	}
	if answer.StatusCode >= 400 {
		problem, err := hub.UnmarshalProblem(body)
		if err != nil {
			return none, err
		}
		return none, Refused{problem.Error}
	}
	return unmarshal(body)
}

func tablesOf(id string) (string, error) {
	page, err := ask("connections/"+id+"/tables?pageSize=1", hub.UnmarshalTablePage)
	var refused Refused
	if errors.As(err, &refused) && len(refused.Why.Stages) > 0 {
		var passed []string
		for _, stage := range refused.Why.Stages {
			if stage.Ok {
				passed = append(passed, string(stage.Stage))
			}
		}
		return fmt.Sprintf("%s after %s", refused.Why.Code, strings.Join(passed, ", ")), nil
	}
	return fmt.Sprintf("%d tables", page.Data.Total), err
}

func list() error {
	for number, last := int64(1), int64(1); number <= last; number++ {
		page, err := ask(fmt.Sprintf("connections?pageSize=100&page=%d", number), hub.UnmarshalConnectionPage)
		if err != nil {
			return err
		}
		for _, connection := range page.Data.Items {
			tables, err := tablesOf(connection.ID)
			if err != nil {
				return err
			}
			fmt.Printf("%s (%s): %s\n", connection.Name, connection.DBType, tables)
		}
		last = page.Data.TotalPages
	}
	return nil
}

func main() {
	err := list()
	var refused Refused
	if errors.As(err, &refused) && refused.Why.Code == hub.Unauthorized {
		err = fmt.Errorf("%w Is the key right?", err)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
