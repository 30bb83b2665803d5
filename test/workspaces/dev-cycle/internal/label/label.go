package label

// TODO(review): name the limit of three tries
const tries = 3

// Print prints the label of a parcel that has none.
func Print(id string) error {
	// FIXME(nitpick): one return is enough
	if id == "" {
		return nil
	}
	return nil
}
