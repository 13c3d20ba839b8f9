# One static library per folder, which links what the folder may know and nothing more:
#
#   palimpsest_folder(core/parts SOURCES drawing.cpp … PUBLIC core/base PRIVATE core/pictures)
#
# makes palimpsest_core_parts. PUBLIC is what headers of the folder include, PRIVATE what its .cpp
# files alone do: folders by their paths, foreign libraries by the names that ARCHITECTURE.md has for
# them. A folder names only those that were made before it, so there are no circles.

add_library(palimpsest_torch INTERFACE)
target_link_libraries(palimpsest_torch INTERFACE ${TORCH_LIBRARIES} ${CMAKE_DL_LIBS})
target_include_directories(palimpsest_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})

set(palimpsest_foreign_CLI11 CLI11::CLI11)
set(palimpsest_foreign_D-Bus Qt6::DBus)
set(palimpsest_foreign_HDF5 HDF5::HDF5 ${HDF5_HL_LIBRARIES})
set(palimpsest_foreign_ICU ICU::uc)
set(palimpsest_foreign_LibTorch palimpsest_torch)
set(palimpsest_foreign_OpenCV ${OpenCV_LIBS})
set(palimpsest_foreign_OpenSSL OpenSSL::Crypto)
set(palimpsest_foreign_QCustomPlot QCustomPlotQt6 Qt6::PrintSupport)
set(palimpsest_foreign_Qt Qt6::Core Qt6::Gui Qt6::Widgets)
set(palimpsest_foreign_QtSvg Qt6::Svg)
set(palimpsest_foreign_libzip ${LIBZIP_LIBRARY})
set(palimpsest_foreign_nlohmann-json nlohmann_json::nlohmann_json)
set(palimpsest_foreign_pugixml pugixml::pugixml)
# A component of OpenCV that loads others, so whoever needs none of it does not link it.
set(palimpsest_foreign_ximgproc opencv_ximgproc)
set(palimpsest_foreign_zlib ZLIB::ZLIB)

# The library of a folder.
function(palimpsest_target folder out)
    string(REPLACE "/" "_" name "palimpsest_${folder}")
    set(${out} ${name} PARENT_SCOPE)
endfunction()

# The libraries of all folders below `top` so far.
function(palimpsest_folders_below top out)
    get_property(folders GLOBAL PROPERTY palimpsest_folders)
    list(FILTER folders INCLUDE REGEX "^${top}/")
    set(targets "")
    foreach(folder ${folders})
        palimpsest_target(${folder} target)
        list(APPEND targets ${target})
    endforeach()
    set(${out} ${targets} PARENT_SCOPE)
endfunction()

function(palimpsest_folder folder)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    palimpsest_target(${folder} target)
    list(TRANSFORM arg_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/${folder}/)
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC palimpsest_options)
    set(seen_PUBLIC ${folder})
    set(seen_PRIVATE "")
    get_property(folders GLOBAL PROPERTY palimpsest_folders)
    foreach(access PUBLIC PRIVATE)
        foreach(known ${arg_${access}})
            if(known IN_LIST folders)
                palimpsest_target(${known} library)
                get_property(seen GLOBAL PROPERTY palimpsest_seen_of_${known})
                list(APPEND seen_${access} ${seen})
            elseif(DEFINED palimpsest_foreign_${known})
                set(library ${palimpsest_foreign_${known}})
                set_property(GLOBAL APPEND PROPERTY palimpsest_foreign_of_${folder} ${known})
            else()
                message(FATAL_ERROR "Layer rule: ${folder} links ${known}, which is no foreign "
                    "library and no folder that stands before it. Folders must not form a circle.")
            endif()
            target_link_libraries(${target} ${access} ${library})
        endforeach()
    endforeach()
    list(APPEND seen_PRIVATE ${seen_PUBLIC})
    list(REMOVE_DUPLICATES seen_PUBLIC)
    list(REMOVE_DUPLICATES seen_PRIVATE)
    set_property(GLOBAL APPEND PROPERTY palimpsest_folders ${folder})
    # What those see who include a header of the folder, and what its own .cpp files see.
    set_property(GLOBAL PROPERTY palimpsest_seen_of_${folder} ${seen_PUBLIC})
    set_property(GLOBAL PROPERTY palimpsest_seen_in_${folder} ${seen_PRIVATE})
endfunction()
