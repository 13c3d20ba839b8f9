cmake_minimum_required(VERSION 3.25)

# A folder includes what it links alone, and foreign headers stay in the .cpp files of the folder that
# owns them.
include(${SOURCE_DIR}/packaging/layer_check.cmake)
include(${FOLDERS}) # the links, as they were configured
palimpsest_check_includes(${SOURCE_DIR})

file(GLOB_RECURSE sources RELATIVE ${SOURCE_DIR}
    ${SOURCE_DIR}/core/*.h ${SOURCE_DIR}/core/*.cpp
    ${SOURCE_DIR}/widgets/*.h ${SOURCE_DIR}/widgets/*.cpp
    ${SOURCE_DIR}/app/*.h ${SOURCE_DIR}/app/*.cpp)

set(violations "")

# Files whose path does not match `allowed` must not include what matches `header`.
function(only_in header allowed)
    foreach(source ${sources})
        if(source MATCHES "${allowed}")
            continue()
        endif()
        file(STRINGS ${SOURCE_DIR}/${source} found REGEX "^ *#include [<\"](${header})")
        if(found)
            string(APPEND violations "\n  ${source}: ${found}")
        endif()
    endforeach()
    set(violations "${violations}" PARENT_SCOPE)
endfunction()

only_in("torch/|ATen/|c10/" "^core/models/(modules/)?[^/.]*\\.cpp$")
only_in("opencv2/" "^core/(assists|pictures|samples)/[^/.]*\\.cpp$")
only_in("opencv2/ximgproc" "^core/assists/superpixels\\.cpp$")
only_in("unicode/" "^core/samples/[^.]*\\.cpp$")
only_in("zlib" "^core/(samples/datasets|study)/[^.]*\\.cpp$")
only_in("hdf5|H5" "^core/study/hdf5\\.cpp$")
only_in("openssl/" "^core/base/[^.]*\\.cpp$")
only_in("zip\\.h" "^core/models/readers/zip_archive\\.cpp$")
only_in("pugixml" "^core/annotations/[^/.]*\\.cpp$")
only_in("nlohmann/json\\.hpp" "\\.cpp$")
# The classifiers' folder shows these two to all that see it; they are for fewer.
only_in("core/models/architectures/"
    "^(core/models/[^/]*$|core/models/(architectures|modules)/|core/setup/|app/)")
only_in("core/models/readers/"
    "^(core/models/[^/]*$|core/models/(readers|modules|trust)/|core/(study|units|setup)/|app/)")
only_in("qcustomplot" "^widgets/plots/")
only_in("Q[A-Z]" "^(widgets|app)/")
only_in("Q[A-Z]|widgets/" "^(widgets|app/(dialogs|document|explore|figures|jobs|pages|parts|settings|sheets|window))/")
# Views of the explore page know one another by the selection alone; the page lays them out.
file(GLOB panes RELATIVE ${SOURCE_DIR} ${SOURCE_DIR}/app/explore/*_pane.h)
foreach(pane ${panes})
    string(REGEX REPLACE "\\.h$" "" pane ${pane})
    only_in("${pane}\\.h" "^(${pane}|app/pages/explore_page)\\.cpp$")
endforeach()
# Editors of parts are known to their catalogue alone, so that nobody asks for the kind of samples.
file(GLOB editors RELATIVE ${SOURCE_DIR} ${SOURCE_DIR}/app/parts/*_editor.h)
list(REMOVE_ITEM editors app/parts/part_editor.h)
foreach(editor ${editors})
    string(REGEX REPLACE "\\.h$" "" editor ${editor})
    only_in("${editor}\\.h" "^(${editor}|app/parts/editor_catalogue)\\.cpp$")
endforeach()

if(violations)
    message(FATAL_ERROR "Include rules are broken:${violations}")
endif()
