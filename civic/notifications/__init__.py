"""What a person should know: delivered in the site first."""
