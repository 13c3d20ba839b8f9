# Which type of the namespace stands in two headers. No compiler and no linker says so: one of the two
# definitions is taken for both, and memory is freed that was never taken.
FNR == 1 { space = "" }
/^namespace palimpsest/ { space = $2 }
/^(struct|class|enum class|enum) [A-Za-z]+( final)?( :.*)?$/ {
    name = $1 == "enum" && $2 == "class" ? $3 : $2
    key = space "::" name
    if (key in seen && seen[key] != FILENAME) {
        printf "%s stands in %s and in %s\n", key, seen[key], FILENAME
        failed = 1
    }
    seen[key] = FILENAME
}
END { exit failed }
