# The headers that most sources with Qt read, which take longer than the rest of such a source: read
# once for the program and once for each test program, not once for each source. Nothing of the
# project is among them, as a change of it would then compile everything.
set(palimpsest_qt_headers
    <algorithm> <array> <cmath> <filesystem> <functional> <iostream> <map> <memory> <optional> <set>
    <string> <utility> <vector>
    <QAction> <QApplication> <QBoxLayout> <QComboBox> <QDialog> <QFileInfo> <QFormLayout> <QLabel>
    <QLineEdit> <QMainWindow> <QPainter> <QPushButton> <QSpinBox> <QTableView> <QTimer> <QToolButton>)
set(palimpsest_qt_test_headers ${palimpsest_qt_headers} <QSignalSpy> <QTest> <gtest/gtest.h>)

# Where they are precompiled for the folders of widgets and app: by the definitions of Qt's modules
# that all of them use, as the compiler takes no precompiled headers that had more.
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/qt_headers.cpp CONTENT "// Precompiled headers alone.\n")
add_library(palimpsest_qt_headers OBJECT ${PROJECT_BINARY_DIR}/qt_headers.cpp)
target_link_libraries(palimpsest_qt_headers
    PRIVATE palimpsest_options Qt6::Core Qt6::Gui Qt6::Widgets)
target_precompile_headers(palimpsest_qt_headers PRIVATE ${palimpsest_qt_headers})
