# Which function, file or header is longer than a reader takes in. As clang-format leaves sources, the
# body of a function in a namespace stands between a line "{" and a line "}"; of a class it ends "};".
function complain(what, lines, most) {
    printf "%s: %d lines, and at most %d are allowed\n", what, lines, most
    failed = 1
}

function endFile() {
    if (name ~ /\.h$/ && count > 150) {
        complain(name, count, 150)
    } else if (count > 400) {
        complain(name, count, 400)
    }
}

FNR == 1 {
    endFile()
    name = FILENAME
    begin = 0
}
{ count = FNR }
/^{$/ { begin = FNR }
/^};/ { begin = 0 }
/^}$/ {
    if (begin > 0 && FNR - begin - 1 > 60) {
        complain(name ":" begin, FNR - begin - 1, 60)
    }
    begin = 0
}
END {
    endFile()
    exit failed
}
