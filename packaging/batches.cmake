# Where sources are compiled in batches (CMAKE_UNITY_BUILD, preset "test"), these are compiled by
# themselves: what they have in anonymous namespaces is called as something of a neighbour.
if(CMAKE_UNITY_BUILD)
    foreach(source
            core/assists/pieces.cpp
            core/models/architectures/resnet.cpp
            core/models/modules/batch_statistics.cpp
            core/models/modules/last_layer.cpp
            core/models/networks/probe_report.cpp
            core/pictures/tiff_header.cpp
            core/pictures/webp_frame.cpp
            core/samples/preprocessing_json.cpp
            core/samples/text_table.cpp
            core/study/file_hashes.cpp
            core/study/hdf5.cpp
            core/study/value_unit.cpp
            tests/core/assists/grab_cut_test.cpp
            tests/core/extraction/coarser_parts_test.cpp
            tests/core/knowledge/listed_patterns_test.cpp
            tests/core/models/architectures/transformer_test.cpp
            tests/core/models/modules/last_layer_test.cpp)
        string(REGEX MATCH "^[a-z]+" folder ${source})
        if(NOT folder STREQUAL tests OR PALIMPSEST_TESTS)
            set_source_files_properties(${PROJECT_SOURCE_DIR}/${source}
                DIRECTORY ${PROJECT_SOURCE_DIR}/${folder}
                PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
        endif()
    endforeach()
endif()
