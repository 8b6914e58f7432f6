#include <gdal/gdal.h>
#include <gdal/gdal_frmts.h>
#include <gdal/gdal_utils.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>
#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/cpl_string.h>
#include <gdal/cpl_vsi.h>

// Exported by libgdal with C linkage, but declared only in its C++ headers (ogrsf_frmts.h). Registering these few
// keeps every other parser, and plugins, out of the process.
void RegisterOGRGeoPackage(void);
void RegisterOGRGeoJSON(void);
void RegisterOGRShape(void);
