#!/usr/bin/env bash
# install.sh PATH/TO/reaction PREFIX: command, SQLite extension, manual page, completions for bash, zsh and fish.
set -euo pipefail
cd "$(dirname "$0")/.."
reaction=$1 prefix=$2
install -D "$reaction" "$prefix/bin/reaction"
install -D -m 644 .build/reaction_prices.so "$prefix/lib/reaction_prices.so"
install -D -m 644 docs/reaction.1 "$prefix/share/man/man1/reaction.1"
completion() {
  mkdir -p "$prefix/share/$(dirname "$2")"
  "$reaction" --generate-completion-script "$1" >"$prefix/share/$2"
}
completion bash bash-completion/completions/reaction
completion zsh zsh/site-functions/_reaction
completion fish fish/vendor_completions.d/reaction.fish
