package reason

import "testing"

func TestReason(t *testing.T) {}
