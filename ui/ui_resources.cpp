#include "ui/ui_resources.h"

#include <QDir>

// Q_INIT_RESOURCE declares a function of the global namespace, so it cannot stand inside ours.
static void initResourceFiles()
{
    Q_INIT_RESOURCE(ui);
    Q_INIT_RESOURCE(translations);
}

namespace ui {

void initResources()
{
    initResourceFiles();
}

} // namespace ui
