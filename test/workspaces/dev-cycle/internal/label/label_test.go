package label

import "testing"

func TestPrintOnce(t *testing.T) {}
