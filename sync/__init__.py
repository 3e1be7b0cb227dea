"""From a schedule to the booking API and back. So far: reading the API's strategies (`sync.wire`)."""
