package reason

import "testing"

func TestShow(t *testing.T) {}
