# Every source is as clang-format leaves it.
file(GLOB_RECURSE sources
    ${SOURCE_DIR}/core/*.h ${SOURCE_DIR}/core/*.cpp
    ${SOURCE_DIR}/widgets/*.h ${SOURCE_DIR}/widgets/*.cpp
    ${SOURCE_DIR}/app/*.h ${SOURCE_DIR}/app/*.cpp
    ${SOURCE_DIR}/data/*.h ${SOURCE_DIR}/data/*.cpp
    ${SOURCE_DIR}/tests/*.h ${SOURCE_DIR}/tests/*.cpp)
# Other versions leave some places otherwise.
execute_process(COMMAND clang-format --version OUTPUT_VARIABLE version)
if(NOT version MATCHES "version 14\\.")
    message("Skipped: the format is that of clang-format 14, and this is ${version}")
    return()
endif()
execute_process(COMMAND clang-format --dry-run -Werror ${sources} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "Run clang-format -i on the files named above.")
endif()
