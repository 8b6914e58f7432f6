import Essentials
import Grids
import ModelKit
import TestSupport

/// The standard method's day, 1 July 2015 at Herwijnen.
public enum ReferenceDay {
  public static func series() throws -> [String: [Double]] {
    let rows = try GoldenTable("heat/dpra_forcing_20150701_herwijnen.csv").rows
    func column(_ name: String) -> [Double] { rows.map { $0[name] } }
    return [
      "hourUTC": column("hour_utc"), "airTemperature": column("Ta_C"), "windSpeed": column("FF10_m_s"),
      "windDirection": column("wind_dir_deg"), "globalRadiation": column("Qglobal_W_m2"),
      "relativeHumidity": column("RH_pct"), "sunAltitude": column("sun_altitude_deg"),
      "uhiFactor": column("uhi_diurnal_factor"),
    ]
  }

  public static func inputs(
    _ layers: [String: Grid<Float>], context: [String: Grid<Float>] = [:], parameters: [String: Double] = [:]
  ) throws -> ModelInputs {
    ModelInputs(
      frame: layers["terrain"]?.frame ?? GridFrame(west: 0, north: 0, cellSize: 1, columns: 1, rows: 1),
      layers: layers, contextFrame: context["terrain"]?.frame, contextLayers: context, series: try series(),
      parameters: parameters)
  }
}
