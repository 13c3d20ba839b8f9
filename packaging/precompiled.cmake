# Headers that many sources read, and that take longer than the rest of such a source: compiled once
# for all targets that read them, not once for each source. Nothing of the project is among them, as a
# change of it would then compile everything.
#
#   palimpsest_precompiled(qt Qt6::Widgets HEADERS <QLabel> …)  makes palimpsest_qt_headers, of which
#   target_precompile_headers(target REUSE_FROM palimpsest_qt_headers)  takes them.
#
# The libraries named are those whose definitions all of these targets have, as the compiler takes no
# precompiled headers that had more.
function(palimpsest_precompiled name)
    cmake_parse_arguments(arg "" "" "HEADERS" ${ARGN})
    set(source ${PROJECT_BINARY_DIR}/${name}_headers.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// Precompiled headers alone.\n")
    add_library(palimpsest_${name}_headers OBJECT ${source})
    target_link_libraries(palimpsest_${name}_headers
        PRIVATE palimpsest_options ${arg_UNPARSED_ARGUMENTS})
    target_precompile_headers(palimpsest_${name}_headers PRIVATE ${arg_HEADERS})
endfunction()

set(standard_headers
    <algorithm> <array> <cmath> <filesystem> <functional> <iostream> <map> <memory> <optional> <set>
    <string> <utility> <vector>)
set(qt_headers
    <QAction> <QApplication> <QBoxLayout> <QComboBox> <QDialog> <QFileInfo> <QFormLayout> <QLabel>
    <QLineEdit> <QMainWindow> <QPainter> <QPushButton> <QSpinBox> <QTableView> <QTimer> <QToolButton>)

palimpsest_precompiled(json nlohmann_json::nlohmann_json
    HEADERS ${standard_headers} <nlohmann/json.hpp>)
palimpsest_precompiled(torch palimpsest_torch HEADERS <torch/torch.h> <torch/script.h>)
palimpsest_precompiled(qt Qt6::Core Qt6::Gui Qt6::Widgets
    HEADERS ${standard_headers} ${qt_headers})
